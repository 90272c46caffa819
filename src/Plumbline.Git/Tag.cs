using System.Globalization;
using System.Text;

namespace Plumbline.Git;

/// <summary>A tag of a repository.</summary>
/// <param name="Name">Without refs/tags/.</param>
/// <param name="Commit">That it leads to.</param>
/// <param name="Time">When it was made, or for one that is no object when its commit was; seconds since 1970.</param>
internal sealed record Tag(string Name, string Commit, long Time)
{
    /// <summary>All that lead to a commit, and the address of the remote called origin, or the name of the folder.</summary>
    public static async Task<(string Repository, IReadOnlyList<Tag> Tags)> ListAsync(string folder, CancellationToken cancel)
    {
        Repository.CommitOf(folder, "HEAD", cancel);
        byte[] answer = await GitRun.ReadAsync(folder, ["for-each-ref", "refs/tags", "--format=%(refname:strip=2)%09%(objecttype)%09%(objectname)%09%(*objecttype)%09%(*objectname)%09%(creatordate:unix)"], cancel);
        var tags = new List<Tag>();
        foreach (string line in Encoding.UTF8.GetString(answer).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // git forbids tabs in the names of refs.
            string[] parts = line.Split('\t');
            string? commit = parts[1] == "commit" ? parts[2] : parts[3] == "commit" ? parts[4] : null;
            if (commit is not null && long.TryParse(parts[5], NumberStyles.None, CultureInfo.InvariantCulture, out long time))
            {
                tags.Add(new Tag(parts[0], commit, time));
            }
        }

        return (Repository.NameOf(folder, cancel), tags);
    }
}
