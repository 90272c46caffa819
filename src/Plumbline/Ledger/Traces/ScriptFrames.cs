using System.Globalization;
using System.Text.RegularExpressions;

namespace Plumbline.Ledger.Traces;

/// <summary>Traces of JavaScript: V8's <c>at checkout (/app/orders.js:42:13)</c>, and <c>checkout@https://…/orders.js:42:13</c> of other engines.</summary>
internal static partial class ScriptFrames
{
    public static IReadOnlyList<StackFrame> Read(IEnumerable<string> lines)
    {
        var frames = new List<StackFrame>();
        foreach (var line in lines)
        {
            var match = V8().Match(line) is { Success: true } found ? found : Other().Match(line);
            if (match.Success)
            {
                frames.Add(Of(match));
            }
        }

        return frames;
    }

    private static StackFrame Of(Match match)
    {
        var file = Local(match.Groups["file"].Value);
        _ = int.TryParse(match.Groups["line"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var line);
        var name = match.Groups["name"].Value.Trim();
        name = name.StartsWith("new ", StringComparison.Ordinal) ? name[4..] : name;
        var alias = name.IndexOf(" [as ", StringComparison.Ordinal);
        name = alias > 0 ? name[..alias] : name;
        var isOwn = !file.Contains("node_modules/", StringComparison.Ordinal) && !file.StartsWith("node:", StringComparison.Ordinal) && !file.StartsWith("internal/", StringComparison.Ordinal) && file != "<anonymous>" && file != "native";
        var dot = name.LastIndexOf('.');
        return new StackFrame(name[(dot + 1)..], dot > 0 ? name[..dot] : "", file, line, isOwn);
    }

    /// <summary>Without scheme, host and query, and without what bundlers put before a path.</summary>
    private static string Local(string file)
    {
        file = file.StartsWith("file://", StringComparison.Ordinal) ? file[7..] : file;
        var scheme = file.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0)
        {
            var path = file.IndexOf('/', scheme + 3);
            file = path < 0 ? file : file[path..];
        }

        var query = file.IndexOfAny(['?', '#']);
        file = query > 0 ? file[..query] : file;
        return file.Replace("/./", "/", StringComparison.Ordinal).Replace('\\', '/');
    }

    [GeneratedRegex(@"^\s*at\s+(?:async\s+)?(?:(?<name>.+?)\s+\()?(?<file>[^()\s]+?):(?<line>\d+)(?::\d+)?\)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex V8();

    [GeneratedRegex(@"^\s*(?<name>[^@\s]*)@(?<file>\S+?):(?<line>\d+)(?::\d+)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Other();
}
