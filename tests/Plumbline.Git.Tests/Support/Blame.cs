using System.Text;
using Plumbline.Origin;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Support;

/// <summary>Holds a map against <c>git blame</c>, every line of every file.</summary>
internal static class Blame
{
    /// <summary>Fails at the first line that differs, and gives the number of lines compared.</summary>
    public static async Task<int> ShouldAgreeAsync(TestRepository repository, string revision = "HEAD", string? folder = null)
    {
        folder ??= repository.Path;
        OriginMap map = await OriginReader.ReadAsync(folder, revision, new OriginOptions { LikeBlame = true }, TestContext.Current.CancellationToken);
        int compared = 0;
        foreach (FileOrigins file in map.Files.Where(file => file.Kind == FileKind.Text && !file.Path.Contains('\\')))
        {
            Dictionary<int, (string Commit, string Path, int Line)> expected = Read(repository.Bytes(folder, ["blame", "--incremental", revision, "--", file.Path], null));
            file.LineCount.ShouldBe(expected.Count, file.Path);
            for (int line = 1; line <= file.LineCount; line++, compared++)
            {
                LineOrigin origin = file.At(line);
                (string Commit, string Path, int Line) found = (map.Commits[origin.Commit].Id, map.Paths[origin.Path], origin.Line);
                found.ShouldBe(expected[line], $"{file.Path}:{line} at {revision}");
            }
        }

        return compared;
    }

    private static Dictionary<int, (string Commit, string Path, int Line)> Read(byte[] output)
    {
        var lines = new Dictionary<int, (string, string, int)>();
        string[] group = [];
        foreach (string line in Encoding.UTF8.GetString(output).Split('\n'))
        {
            string[] parts = line.Split(' ');
            if (parts.Length == 4 && parts[0].Length is 40 or 64 && int.TryParse(parts[3], out _))
            {
                group = parts;
            }
            else if (line.StartsWith("filename ", StringComparison.Ordinal))
            {
                for (int i = 0; i < int.Parse(group[3]); i++)
                {
                    lines[int.Parse(group[2]) + i] = (group[0], Unquoted(line[9..]), int.Parse(group[1]) + i);
                }
            }
        }

        return lines;
    }

    private static string Unquoted(string path) =>
        path.StartsWith('"') ? path[1..^1].Replace("\\t", "\t").Replace("\\n", "\n").Replace("\\\"", "\"").Replace("\\\\", "\\") : path;
}
