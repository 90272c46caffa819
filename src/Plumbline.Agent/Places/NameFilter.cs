using System.Text;

namespace Plumbline.Agent.Places;

/// <summary>
/// A quick test on compiled names, before any text is made: may a method have a source name whose last segment holds the
/// needle? Never false for a method that matches.
/// </summary>
internal sealed class NameFilter
{
    private const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;
    private static readonly string[] s_accessors = ["get", "set", "init", "add", "remove", "raise"];
    private static readonly string[] s_operators = ["operator", "implicitoperator", "explicitoperator"];

    private readonly byte[] _needle;
    private readonly bool _ignoreCase;
    private readonly bool _everything;
    private readonly bool _accessors;
    private readonly bool _operators;
    private readonly bool _lambdas;
    private readonly bool _finalizers;
    private readonly bool _constructorWord;

    public NameFilter(string needle, bool ignoreCase)
    {
        _needle = Encoding.UTF8.GetBytes(needle);
        _ignoreCase = ignoreCase;
        _everything = needle.Length == 0 || (ignoreCase && !Ascii.IsValid(needle));
        _accessors = Array.Exists(s_accessors, word => word.Contains(needle, AnyCase));
        _operators = Array.Exists(s_operators, word => word.Contains(needle, AnyCase) || needle.StartsWith(word, AnyCase))
            || needle.AsSpan().IndexOfAny("+-/%&|^<>=!~") >= 0;
        _lambdas = needle.Contains("lambda", AnyCase) || "lambda".Contains(needle, AnyCase) || needle.Contains('#', StringComparison.Ordinal);
        _finalizers = needle.StartsWith('~');
        _constructorWord = ".ctor".Contains(needle, AnyCase) || ".cctor".Contains(needle, AnyCase);
    }

    /// <summary>For every method but constructors.</summary>
    public bool MayMatch(ReadOnlySpan<byte> raw) =>
        _everything
        || Contains(raw)
        || (_accessors && raw.IndexOf((byte)'_') > 0)
        || (_operators && raw.IndexOf("op_"u8) >= 0)
        || (_lambdas && raw.StartsWith("<"u8))
        || (_finalizers && raw.SequenceEqual("Finalize"u8));

    /// <summary>Constructors go by the name of their type.</summary>
    public bool IsConstructor(ReadOnlySpan<byte> typeName) => _everything || _constructorWord || Contains(typeName);

    /// <summary>For a part of a type's name: only whether it holds the needle itself.</summary>
    public bool IsIn(ReadOnlySpan<byte> raw) => _everything || Contains(raw);

    private bool Contains(ReadOnlySpan<byte> raw)
    {
        if (!_ignoreCase)
        {
            return raw.IndexOf(_needle) >= 0;
        }

        byte lower = ToLower(_needle[0]), upper = ToUpper(_needle[0]);
        while (raw.Length >= _needle.Length)
        {
            var first = raw.IndexOfAny(lower, upper);
            if (first < 0 || raw.Length - first < _needle.Length)
            {
                return false;
            }

            if (Ascii.EqualsIgnoreCase(raw.Slice(first, _needle.Length), _needle))
            {
                return true;
            }

            raw = raw[(first + 1)..];
        }

        return false;
    }

    private static byte ToLower(byte letter) => letter is >= (byte)'A' and <= (byte)'Z' ? (byte)(letter | 0x20) : letter;

    private static byte ToUpper(byte letter) => letter is >= (byte)'a' and <= (byte)'z' ? (byte)(letter & ~0x20) : letter;
}
