namespace Plumbline.Origin.Signatures;

/// <summary>
/// A text with <c>*</c> and <c>{holes}</c>, matched as a whole and without regard to case. DESIGN: not a regular expression: the patterns are
/// shown to users, users write their own, and a table of a hundred has to be ready in no time and never runs away on a hostile message.
/// </summary>
internal sealed class MarkPattern
{
    // Literals with what stands between them: null for an asterisk, else the name of the hole.
    private readonly List<string> _literals = [];
    private readonly List<string?> _gaps = [];

    public MarkPattern(string text)
    {
        var at = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '*')
            {
                Add(text[at..i], null);
                at = i + 1;
            }
            else if (text[i] == '{' && text.IndexOf('}', i) is var end and > 0 && IsHole(text.AsSpan(i + 1, end - i - 1)))
            {
                Add(text[at..i], text[(i + 1)..end]);
                at = end + 1;
                i = end;
            }
        }

        _literals.Add(text[at..]);
    }

    /// <summary>What every match begins with.</summary>
    public string Prefix => _literals[0];

    public bool IsLiteral => _gaps.Count == 0;

    /// <summary>What was found where the holes are, empty where there are none; null where the text does not match.</summary>
    public Dictionary<string, string>? Match(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith(_literals[0], StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var at = _literals[0].Length;
        for (var gap = 0; gap < _gaps.Count; gap++)
        {
            var length = Skip(text[at..], _literals[gap + 1], last: gap == _gaps.Count - 1);
            if (length < 0)
            {
                return null;
            }

            if (_gaps[gap] is { } hole)
            {
                found[hole] = text.Slice(at, length).Trim().ToString();
            }

            at += length + _literals[gap + 1].Length;
        }

        return at == text.Length ? found : null;
    }

    /// <summary>How much stands before a literal: the least, or, for the last one, all but the end of the text.</summary>
    private static int Skip(ReadOnlySpan<char> rest, string literal, bool last)
    {
        if (!last)
        {
            return rest.IndexOf(literal, StringComparison.OrdinalIgnoreCase);
        }

        return rest.EndsWith(literal, StringComparison.OrdinalIgnoreCase) ? rest.Length - literal.Length : -1;
    }

    private static bool IsHole(ReadOnlySpan<char> name) => name is "model" or "session" or "value";

    private void Add(string literal, string? gap)
    {
        _literals.Add(literal);
        _gaps.Add(gap);
    }
}
