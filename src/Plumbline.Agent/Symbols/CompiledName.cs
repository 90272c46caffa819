using System.Globalization;
using System.Reflection.Metadata;

namespace Plumbline.Agent.Symbols;

/// <summary>
/// A name that the C# compiler made: <c>&lt;Inner&gt;kSuffix</c>, where the inner part is the source name it was made for and
/// the letter after it says what it is.
/// </summary>
/// <param name="Inner">What stands between the brackets; brackets may be nested in it.</param>
/// <param name="Kind">b lambda, g local function, d state machine, c closure, 5 hoisted local, 8 hoisted closure, 3 parameter, 4 this, P primary constructor.</param>
/// <param name="Suffix">What follows the letter.</param>
internal readonly record struct CompiledName(string Inner, char Kind, string Suffix)
{
    public static CompiledName? Parse(string name)
    {
        if (name.Length < 3 || name[0] != '<')
        {
            return null;
        }

        var depth = 0;
        for (var i = 0; i < name.Length; i++)
        {
            depth += name[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (depth == 0)
            {
                return i + 1 < name.Length ? new CompiledName(name[1..i], name[i + 1], name[(i + 2)..]) : null;
            }
        }

        return null;
    }

    public bool IsLambda => Kind == 'b' && Suffix.StartsWith("__", StringComparison.Ordinal);

    public bool IsLocalFunction => Kind == 'g' && Suffix.StartsWith("__", StringComparison.Ordinal);

    /// <summary>Source name of a local function: <c>g__Name|3_0</c>.</summary>
    public string LocalFunctionName => Suffix.IndexOf('|', 2) is var bar and > 0 ? Suffix[2..bar] : Suffix[2..];

    /// <summary>Slot of a hoisted variable, from 0; the name counts from 1. Negative where there is none.</summary>
    public int HoistedSlot =>
        Suffix.StartsWith("__", StringComparison.Ordinal)
        && int.TryParse(Suffix.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number - 1
            : -1;

    /// <summary>Numbers of a lambda or closure: those of the method in its type, and its own in the method; -1 where absent.</summary>
    public (int Method, int Own) Ordinals
    {
        get
        {
            var text = Suffix.AsSpan(Suffix.LastIndexOf('|') is var bar and >= 0 ? bar + 1 : Math.Min(2, Suffix.Length));
            var under = text.IndexOf('_');
            return under < 0 ? (-1, Number(text)) : (Number(text[..under]), Number(text[(under + 1)..]));
        }
    }

    /// <summary>Whether a type holds captured variables or cached lambdas, so that its methods are the user's lambdas.</summary>
    public static bool IsClosureType(MetadataReader metadata, TypeDefinition type) =>
        metadata.StringComparer.StartsWith(type.Name, "<>c")
        && metadata.GetString(type.Name) is var name
        && (name == "<>c" || name.StartsWith("<>c__", StringComparison.Ordinal) || name.StartsWith("<>c`", StringComparison.Ordinal));

    /// <summary>Whether a type holds captured variables: display classes of C#, closures of Visual Basic and F# (<c>name@line</c>).</summary>
    public static bool IsDisplayClass(MetadataReader metadata, TypeDefinition type) =>
        metadata.StringComparer.StartsWith(type.Name, "<>c__DisplayClass")
        || metadata.StringComparer.StartsWith(type.Name, "_Closure$__")
        || (!type.GetDeclaringType().IsNil && IsFSharpClosure(metadata.GetString(type.Name)));

    private static bool IsFSharpClosure(string name) =>
        name.IndexOf('@', StringComparison.Ordinal) is var at and > 0 && at + 1 < name.Length && char.IsAsciiDigit(name[at + 1]);

    private static int Number(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? text : text[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
    }
}
