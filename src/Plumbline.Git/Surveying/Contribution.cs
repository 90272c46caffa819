using System.Globalization;
using System.Text;

namespace Plumbline.Git.Surveying;

/// <summary>One commit as far as it tells of a person: names and addresses as the commit has them.</summary>
/// <param name="Time">When it was written; seconds since 1970.</param>
/// <param name="Paths">Files that it changed; empty where nobody asked, and of merges.</param>
internal sealed record Contribution(string Name, string Mail, long Time, IReadOnlyList<string> Paths)
{
    /// <summary>Newest first.</summary>
    /// <param name="most">So many at most.</param>
    /// <param name="withPaths">Costs a comparison of trees for each commit.</param>
    public static async Task<IReadOnlyList<Contribution>> ReadAsync(string folder, int most, bool withPaths, CancellationToken cancel)
    {
        string[] arguments = ["-c", "core.quotePath=off", "log", "--no-show-signature", "--no-merges", "--no-mailmap", "-z", "--format=%x01%an%x00%ae%x00%at", string.Create(CultureInfo.InvariantCulture, $"--max-count={most}"), .. withPaths ? (string[])["--name-only", "--no-renames"] : [], "HEAD", "--"];
        byte[] answer = await GitRun.ReadAsync(folder, arguments, cancel);
        var read = new List<Contribution>();
        foreach (string commit in PathText.Of(answer).Split('\u0001', StringSplitOptions.RemoveEmptyEntries))
        {
            // A line break stands between the head and the first path; the other parts end with a zero.
            string[] parts = commit.Split('\0');
            if (parts.Length >= 3 && long.TryParse(parts[2].Split('\n')[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long time))
            {
                read.Add(new Contribution(parts[0], parts[1], time, [.. parts.Skip(3).Select(path => path.TrimStart('\n')).Where(path => path.Length > 0)]));
            }
        }

        return read;
    }
}
