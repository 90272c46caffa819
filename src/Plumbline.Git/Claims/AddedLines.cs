using System.Globalization;
using System.Text;
using Plumbline.Origin.Claims;

namespace Plumbline.Git.Claims;

/// <summary>Which lines commits added, as they are numbered in their own versions of the files.</summary>
internal static class AddedLines
{
    /// <summary>By commit and path. Merges add nothing by themselves and are left out.</summary>
    public static async Task<Dictionary<string, Dictionary<string, LineSet>>> OfAsync(string folder, IReadOnlyCollection<string> commits, CancellationToken cancel)
    {
        var found = new Dictionary<string, Dictionary<string, LineSet>>(StringComparer.Ordinal);
        if (commits.Count == 0)
        {
            return found;
        }

        await using var run = GitRun.Start(folder, "-c", "core.quotePath=false", "diff-tree", "--stdin", "-r", "--root", "-p", "-U0", "-M", "--no-color", "--no-ext-diff", "--no-textconv", "--src-prefix=a/", "--dst-prefix=b/");
        var feeding = run.FeedAsync(commits, cancel);
        await Task.Run(() => Take(run.Output, found), cancel).ConfigureAwait(false);
        await feeding.ConfigureAwait(false);
        await run.FinishAsync(cancel).ConfigureAwait(false);
        return found;
    }

    private static void Take(Stream output, Dictionary<string, Dictionary<string, LineSet>> found)
    {
        using var reader = new StreamReader(output, Encoding.UTF8, false, 1 << 16, leaveOpen: true);
        Dictionary<string, LineSet>? commit = null;
        LineSet? file = null;
        var skip = 0;
        while (reader.ReadLine() is { } line)
        {
            if (skip > 0)
            {
                // Content, which may look like anything; only the mark of a missing line feed is not counted by the head.
                skip -= line.StartsWith('\\') ? 0 : 1;
            }
            else if (line.StartsWith("@@ -", StringComparison.Ordinal))
            {
                var (removed, from, count) = Hunk(line);
                skip = removed + count;
                if (count > 0)
                {
                    file?.Add(from, from + count - 1);
                }
            }
            else if (line.StartsWith("+++ ", StringComparison.Ordinal))
            {
                file = PathOf(line[4..]) is { } path && commit is not null ? commit[path] = new LineSet() : null;
            }
            else if (line.Length is 40 or 64 && line.All(char.IsAsciiHexDigitLower))
            {
                found[line] = commit = new Dictionary<string, LineSet>(StringComparer.Ordinal);
                file = null;
            }
        }
    }

    /// <summary>Of <c>@@ -1,2 +3,4 @@</c>: how many were removed, where the added ones begin, how many they are.</summary>
    private static (int Removed, int From, int Count) Hunk(string line)
    {
        var words = line.Split(' ', 4);
        var (_, removed) = Range(words[1]);
        var (from, count) = Range(words[2]);
        return (removed, from, count);
    }

    private static (int From, int Count) Range(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var from = int.Parse(comma < 0 ? text.AsSpan(1) : text.AsSpan(1, comma - 1), NumberStyles.None, CultureInfo.InvariantCulture);
        return (from, comma < 0 ? 1 : int.Parse(text.AsSpan(comma + 1), NumberStyles.None, CultureInfo.InvariantCulture));
    }

    private static string? PathOf(string text)
    {
        // git puts a tab behind a path with a blank in it, and quotes one with a quote or a control character.
        var path = text.TrimEnd('\t');
        if (path.StartsWith('"'))
        {
            path = path.Trim('"').Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
        }

        return path.StartsWith("b/", StringComparison.Ordinal) ? path[2..] : null;
    }
}
