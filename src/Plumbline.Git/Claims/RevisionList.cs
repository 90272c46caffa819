using System.Text;

namespace Plumbline.Git.Claims;

/// <summary>The commits that a revision reaches.</summary>
internal static class RevisionList
{
    /// <summary>The folder at which the repository begins: its work tree, or itself where it has none.</summary>
    public static string Root(string folder, CancellationToken cancel) => RepositoryPlaces.Find(folder, cancel).Root;

    public static async Task<HashSet<string>> AllAsync(string folder, string revision, CancellationToken cancel) =>
        [.. Encoding.ASCII.GetString(await GitRun.ReadAsync(folder, ["rev-list", "--end-of-options", revision], cancel).ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    public static string Id(string folder, string revision, CancellationToken cancel) => Repository.CommitOf(folder, revision, cancel).ToString();
}
