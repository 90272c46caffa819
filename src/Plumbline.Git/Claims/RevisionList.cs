using System.Text;

namespace Plumbline.Git.Claims;

/// <summary>The commits that a revision reaches.</summary>
internal static class RevisionList
{
    /// <summary>The folder at which the repository begins: its work tree, or itself where it has none.</summary>
    public static async Task<string> RootAsync(string folder, CancellationToken cancel)
    {
        var bare = Encoding.UTF8.GetString(await GitRun.ReadAsync(folder, ["rev-parse", "--is-bare-repository", "--absolute-git-dir"], cancel).ConfigureAwait(false)).Split('\n');
        return bare[0] == "true"
            ? bare[1]
            : Encoding.UTF8.GetString(await GitRun.ReadAsync(folder, ["rev-parse", "--show-toplevel"], cancel).ConfigureAwait(false)).TrimEnd('\n');
    }

    public static async Task<HashSet<string>> AllAsync(string folder, string revision, CancellationToken cancel) =>
        [.. Encoding.ASCII.GetString(await GitRun.ReadAsync(folder, ["rev-list", "--end-of-options", revision], cancel).ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    public static async Task<string> IdAsync(string folder, string revision, CancellationToken cancel) =>
        (await Repository.CommitOf(folder, revision, cancel).ConfigureAwait(false)).ToString();
}
