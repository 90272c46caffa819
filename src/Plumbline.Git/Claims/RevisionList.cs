using System.Text;

namespace Plumbline.Git.Claims;

/// <summary>The commits that a revision reaches.</summary>
internal static class RevisionList
{
    /// <summary>The folder at which the repository begins: its work tree, or itself where it has none.</summary>
    public static async Task<string> RootAsync(string folder, CancellationToken cancel)
    {
        try
        {
            return await LineAsync(folder, "--show-toplevel", cancel).ConfigureAwait(false);
        }
        catch (GitException e) when (e.Failure == GitFailure.Failed)
        {
            // A bare repository has no work tree to begin at.
            if (await LineAsync(folder, "--is-bare-repository", cancel).ConfigureAwait(false) != "true")
            {
                throw;
            }

            return await LineAsync(folder, "--absolute-git-dir", cancel).ConfigureAwait(false);
        }
    }

    private static async Task<string> LineAsync(string folder, string question, CancellationToken cancel) =>
        Encoding.UTF8.GetString(await GitRun.ReadAsync(folder, ["rev-parse", question], cancel).ConfigureAwait(false)).TrimEnd('\n');

    public static async Task<HashSet<string>> AllAsync(string folder, string revision, CancellationToken cancel) =>
        [.. Encoding.ASCII.GetString(await GitRun.ReadAsync(folder, ["rev-list", "--end-of-options", revision], cancel).ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    public static async Task<string> IdAsync(string folder, string revision, CancellationToken cancel) =>
        (await Repository.CommitOf(folder, revision, cancel).ConfigureAwait(false)).ToString();
}
