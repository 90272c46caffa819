using System.Globalization;
using System.Text.RegularExpressions;

namespace Plumbline.Ledger.Traces;

/// <summary>
/// Traces of .NET: <c>at Shop.Orders.&lt;Checkout&gt;d__5.MoveNext() in /src/Orders.cs:line 42</c>. Compilers hide the method that was written behind
/// state machines, closures and local functions; its name is between the angle brackets. An inner exception's frames stand before the outer one's.
/// Frames that were told one by one, as Sentry does, have the same form.
/// </summary>
internal static partial class DotnetFrames
{
    private static readonly string[] s_libraries = ["System.", "Microsoft.", "Newtonsoft.", "MediatR.", "Polly.", "Npgsql.", "Serilog.", "Castle.", "Grpc."];

    public static bool IsFrame(string line) => Frame().IsMatch(line) && !line.Contains(".java:", StringComparison.Ordinal);

    public static IReadOnlyList<StackFrame> Read(IEnumerable<string> lines)
    {
        var frames = new List<StackFrame>();
        foreach (var line in lines)
        {
            if (Frame().Match(line) is { Success: true } match)
            {
                frames.Add(Of(match));
            }
        }

        return frames;
    }

    private static StackFrame Of(Match match)
    {
        var name = match.Groups["name"].Value;
        var isLibrary = match.Groups["library"].Success;
        var (type, function) = Written(name);
        var file = match.Groups["file"].Success ? match.Groups["file"].Value.Replace('\\', '/') : null;
        _ = int.TryParse(match.Groups["line"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var line);
        var isOwn = !isLibrary && (file is not null || !Array.Exists(s_libraries, library => name.StartsWith(library, StringComparison.Ordinal)));
        return new StackFrame(function, type, file, line, isOwn);
    }

    /// <summary>The type and the method as they stand in the source.</summary>
    internal static (string Type, string Function) Written(string name)
    {
        var full = Arity().Replace(WithoutArguments(name), "");
        var hidden = Hidden().Match(full);
        if (hidden.Success)
        {
            // Closures and state machines are nested in the type; "<>c__DisplayClass5_0" and "<Checkout>d__5" are none that anybody wrote.
            var before = full[..hidden.Index].TrimEnd('.', '+');
            while (before.LastIndexOfAny(['.', '+']) is var at && at >= 0 && before[(at + 1)..].StartsWith('<'))
            {
                before = before[..at];
            }

            var local = Local().Match(full[hidden.Index..]);
            return (Last(before), local.Success ? local.Groups["name"].Value : hidden.Groups["name"].Value);
        }

        var dot = full.LastIndexOf('.');
        var isConstructor = full.EndsWith("..ctor", StringComparison.Ordinal) || full.EndsWith("..cctor", StringComparison.Ordinal);
        if (isConstructor)
        {
            var owner = full[..full.LastIndexOf("..", StringComparison.Ordinal)];
            return (Last(owner), Last(owner));
        }

        return dot < 0 ? ("", full) : (Last(full[..dot]), full[(dot + 1)..]);
    }

    // Type arguments may have some of their own: the innermost go first.
    private static string WithoutArguments(string name)
    {
        for (var shorter = Generics().Replace(name, ""); shorter != name; shorter = Generics().Replace(name, ""))
        {
            name = shorter;
        }

        return name;
    }

    private static string Last(string name) => name[(name.LastIndexOfAny(['.', '+']) + 1)..];

    [GeneratedRegex(@"^\s*(?:at|bei|à|en|в)\s+(?<library>\(library\) )?(?<name>(?!async\s)[^\s(](?:[^(]*[^\s(])?)\((?<args>[^)]*(?:\)[^)]*)*?)\)(?:\s+(?:in|à|en)\s+(?<file>.+?):(?:line|ligne|Zeile|línea)?\s?(?<line>\d+))?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Frame();

    [GeneratedRegex(@"\[[^\[\]]*\]", RegexOptions.CultureInvariant)]
    private static partial Regex Generics();

    [GeneratedRegex(@"`\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Arity();

    [GeneratedRegex(@"<(?<name>[^<>|]+)>[a-z]__", RegexOptions.CultureInvariant)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"^<[^<>]+>g__(?<name>[^|]+)\|", RegexOptions.CultureInvariant)]
    private static partial Regex Local();
}
