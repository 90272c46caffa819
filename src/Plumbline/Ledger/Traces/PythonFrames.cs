using System.Globalization;
using System.Text.RegularExpressions;

namespace Plumbline.Ledger.Traces;

/// <summary>Traces of Python: the newest call last. Of several exceptions the first one is what the others came from.</summary>
internal static partial class PythonFrames
{
    public static bool IsHead(string line) => Frame().IsMatch(line);

    public static IReadOnlyList<StackFrame> Read(IEnumerable<string> lines)
    {
        var parts = new List<List<StackFrame>> { new() };
        foreach (var line in lines)
        {
            if (line.StartsWith("Traceback (most recent call last)", StringComparison.Ordinal))
            {
                parts.Add([]);
            }
            else if (Frame().Match(line) is { Success: true } match)
            {
                parts[^1].Add(Of(match));
            }
        }

        return [.. parts.SelectMany(part => part.AsEnumerable().Reverse())];
    }

    private static StackFrame Of(Match match)
    {
        var file = match.Groups["file"].Value.Replace('\\', '/');
        _ = int.TryParse(match.Groups["line"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var line);
        var isOwn = !file.Contains("/site-packages/", StringComparison.Ordinal) && !file.Contains("/dist-packages/", StringComparison.Ordinal)
            && !Library().IsMatch(file) && !file.StartsWith('<');
        return new StackFrame(match.Groups["function"].Value, "", file, line, isOwn);
    }

    [GeneratedRegex(@"^\s*File ""(?<file>[^""]+)"", line (?<line>\d+)(?:, in (?<function>.+?))?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Frame();

    [GeneratedRegex(@"/lib(64)?/python\d[\d.]*/", RegexOptions.CultureInvariant)]
    private static partial Regex Library();
}
