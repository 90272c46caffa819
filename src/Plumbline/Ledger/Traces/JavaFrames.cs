using System.Globalization;
using System.Text.RegularExpressions;

namespace Plumbline.Ledger.Traces;

/// <summary>Traces of the JVM: <c>at com.acme.Orders.checkout(Orders.java:42)</c>. What each "Caused by:" begins is what threw, so the last one comes first.</summary>
internal static partial class JavaFrames
{
    private static readonly string[] s_libraries = ["java.", "javax.", "jdk.", "sun.", "com.sun.", "jakarta.", "kotlin.", "kotlinx.", "scala.", "org.springframework.", "org.apache.", "org.hibernate.", "io.netty.", "reactor."];

    public static bool IsFrame(string line) => Frame().IsMatch(line);

    public static IReadOnlyList<StackFrame> Read(IEnumerable<string> lines)
    {
        var parts = new List<List<StackFrame>> { new() };
        foreach (var line in lines)
        {
            if (line.TrimStart().StartsWith("Caused by:", StringComparison.Ordinal))
            {
                parts.Add([]);
            }
            else if (Frame().Match(line) is { Success: true } match)
            {
                parts[^1].Add(Of(match));
            }
        }

        parts.Reverse();
        return [.. parts.SelectMany(part => part)];
    }

    private static StackFrame Of(Match match)
    {
        var type = match.Groups["type"].Value;
        var package = type.LastIndexOf('.') is >= 0 and var dot ? type[..dot].Replace('.', '/') + "/" : "";
        _ = int.TryParse(match.Groups["line"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var line);
        var name = type[(type.LastIndexOf('.') + 1)..];
        var inner = name.IndexOf('$', StringComparison.Ordinal);
        var isOwn = !Array.Exists(s_libraries, library => type.StartsWith(library, StringComparison.Ordinal));
        return new StackFrame(Written(match.Groups["function"].Value), inner > 0 ? name[..inner] : name, package + match.Groups["file"].Value, line, isOwn);
    }

    /// <summary><c>lambda$checkout$3</c> is part of checkout.</summary>
    private static string Written(string function)
    {
        var parts = function.Split('$');
        return parts is ["lambda", { Length: > 0 } name, ..] ? name : parts[0].Length > 0 ? parts[0] : function;
    }

    [GeneratedRegex(@"^\s*at\s+(?:[\w.@-]*/){0,4}(?<type>[\w.$]+)\.(?<function>[\w$<>]+)\((?<file>[\w$.-]+\.(?:java|kt|scala|groovy)):(?<line>\d+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Frame();
}
