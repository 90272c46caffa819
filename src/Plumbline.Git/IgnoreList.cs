using System.Text;
using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>The commits that a repository wants blame to pass over, by number.</summary>
internal static class IgnoreList
{
    /// <param name="at">The commit whose list counts; its files must have been kept.</param>
    public static HashSet<int> Read(VersionSources sources, History history, int at)
    {
        var ignored = new HashSet<int>();
        if (BlobAt(history, at) is not { } blob)
        {
            return ignored;
        }

        byte[] content = sources.Objects.Read(blob) ?? [];
        foreach (string line in Encoding.ASCII.GetString(content).Split('\n'))
        {
            string id = line.Split('#')[0].Trim();
            if (id.Length is 40 or 64 && id.All(char.IsAsciiHexDigit) && history.Commits.Find(ObjectId.Parse(Encoding.ASCII.GetBytes(id)), out int commit))
            {
                ignored.Add(commit);
            }
        }

        return ignored;
    }

    /// <summary>The list itself; null where a commit has none.</summary>
    public static ObjectId? BlobAt(History history, int at) =>
        history.Paths.Find(RepositoryReplay.IgnoreFile, out int path) && history.StateOf(at)[path] is >= 0 and var version ? history.Blobs[history.Graph[version].Blob] : null;
}
