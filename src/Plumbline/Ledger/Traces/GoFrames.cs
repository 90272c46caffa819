using System.Globalization;
using System.Text.RegularExpressions;

namespace Plumbline.Ledger.Traces;

/// <summary>Traces of Go: a line with the function, then one with the place. What panicked stands below the frames of the panic itself.</summary>
internal static partial class GoFrames
{
    public static bool IsHead(string line) => Place().IsMatch(line);

    public static IReadOnlyList<StackFrame> Read(IReadOnlyList<string> lines)
    {
        var frames = new List<StackFrame>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (Place().Match(lines[i]) is not { Success: true } match)
            {
                continue;
            }

            if (i > 0 && lines[i - 1].StartsWith("panic(", StringComparison.Ordinal))
            {
                // What stands above is the handling of the panic.
                frames.Clear();
                continue;
            }

            frames.Add(Of(match, i > 0 ? lines[i - 1].Trim() : ""));
        }

        return frames;
    }

    private static StackFrame Of(Match match, string call)
    {
        var file = match.Groups["file"].Value;
        _ = int.TryParse(match.Groups["line"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var line);
        var name = call.StartsWith("created by ", StringComparison.Ordinal) ? call[11..] : call;
        var open = name.LastIndexOf('(');
        name = open > 0 && !name[..open].EndsWith('.') ? name[..open] : name;
        name = name[(name.LastIndexOf('/') + 1)..];
        var isOwn = !file.Contains("/go/pkg/mod/", StringComparison.Ordinal) && !file.Contains("/vendor/", StringComparison.Ordinal)
            && !file.Contains("/usr/local/go/src/", StringComparison.Ordinal) && !file.Contains("/libexec/src/", StringComparison.Ordinal);
        name = Closure().Replace(name, "");
        return new StackFrame(name[(name.LastIndexOf('.') + 1)..], "", file, line, isOwn);
    }

    [GeneratedRegex(@"^\s+(?<file>(?:/|[A-Za-z]:[/\\])?\S+\.go):(?<line>\d+)(?:\s+\+0x[0-9a-f]+)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    /// <summary><c>Checkout.func1</c> and <c>Checkout.func1.2</c> are parts of Checkout.</summary>
    [GeneratedRegex(@"\.func\d+(\.\d+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Closure();
}
