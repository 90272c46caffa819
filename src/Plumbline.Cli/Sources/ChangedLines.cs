using System.Globalization;
using Plumbline.Wire;

namespace Plumbline.Cli.Sources;

/// <summary>Reads which lines of the new side a difference without context added or changed.</summary>
internal static class ChangedLines
{
    public static ChangedFile[] Parse(string diff)
    {
        var files = new Dictionary<string, List<LineSpan>>(StringComparer.Ordinal);
        List<LineSpan>? spans = null;
        var left = 0;
        foreach (var line in diff.Split('\n'))
        {
            // Lines of content may look like headers, so as many are passed over as the hunk says it has.
            if (left > 0)
            {
                left -= line.StartsWith('\\') ? 0 : 1;
            }
            else if (line.StartsWith("+++ ", StringComparison.Ordinal))
            {
                spans = Path(line[4..]) is { } path ? files.TryGetValue(path, out var known) ? known : files[path] = [] : null;
            }
            else if (line.StartsWith("@@ ", StringComparison.Ordinal))
            {
                var (removed, from, added) = Hunk(line);
                left = removed + added;
                if (added > 0)
                {
                    spans?.Add(new LineSpan(from, from + added - 1));
                }
            }
        }

        return [.. files.Where(file => file.Value.Count > 0).Select(file => new ChangedFile(file.Key, [.. file.Value]))];
    }

    /// <summary>b/path, in quotes where it has unusual characters; null for a deleted file.</summary>
    private static string? Path(string text)
    {
        var path = text.Trim().Trim('"').TrimEnd('\t');
        return path.StartsWith("b/", StringComparison.Ordinal) ? path[2..] : null;
    }

    /// <summary>@@ -from,count +from,count @@</summary>
    private static (int Removed, int From, int Added) Hunk(string line)
    {
        var parts = line.Split(' ');
        return (Count(parts[1]), int.Parse(parts[2][1..].Split(',')[0], CultureInfo.InvariantCulture), Count(parts[2]));
    }

    private static int Count(string side) => side.Contains(',', StringComparison.Ordinal) ? int.Parse(side.Split(',')[1], CultureInfo.InvariantCulture) : 1;
}
