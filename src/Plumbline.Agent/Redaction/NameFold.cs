namespace Plumbline.Agent.Redaction;

/// <summary>
/// A name as redaction compares it: lower-case letters and digits only, look-alikes of other scripts folded to Latin, and
/// the places where its words begin.
/// </summary>
internal ref struct NameFold
{
    /// <summary>Longest name that is looked at; a longer one counts as secret.</summary>
    public const int MostCharacters = 256;

    private readonly Span<char> _flat;
    private readonly Span<bool> _starts;

    public NameFold(ReadOnlySpan<char> name, Span<char> flat, Span<bool> starts)
    {
        _flat = flat;
        _starts = starts;
        Fold(Inner(name));
    }

    public int Length { get; private set; }

    /// <summary>
    /// A word holds Latin letters beside one of another script that can pass for some Latin letter, but folds to none. A name that is
    /// wholly in Cyrillic or Greek is not odd, nor is one that changes script from word to word.
    /// </summary>
    public bool IsOdd { get; private set; }

    public bool HasForeign { get; private set; }

    public bool HasSymbols { get; private set; }

    public readonly ReadOnlySpan<char> Flat => _flat[..Length];

    public readonly bool StartsWordAt(int index) => index >= Length || _starts[index];

    /// <summary>The same with digits and signs read as the letters they stand for in p4$$w0rd; answers its length.</summary>
    public static int Unmask(ReadOnlySpan<char> name, Span<char> flat)
    {
        var length = 0;
        foreach (var c in name)
        {
            var letter = c switch
            {
                '0' => 'o', '1' or '!' => 'i', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't',
                _ => Confusables.Fold(c),
            };
            if (letter is >= 'a' and <= 'z')
            {
                flat[length++] = letter;
            }
        }

        return length;
    }

    /// <summary>What stands between the angle brackets of a compiled name.</summary>
    private static ReadOnlySpan<char> Inner(ReadOnlySpan<char> name)
    {
        var close = name.Length > 2 && name[0] == '<' ? name.LastIndexOf('>') : -1;
        return close > 1 ? name[1..close] : name;
    }

    private void Fold(ReadOnlySpan<char> name)
    {
        var (start, previous) = (true, Letter.None);
        var (latin, stranger) = (false, false);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            var folded = c < 128 ? Confusables.Fold(c) : FoldForeign(name, ref i);
            if (folded == '\0')
            {
                continue;
            }

            var letter = Classify(c, folded);
            if (letter == Letter.None)
            {
                HasSymbols |= c is '$' or '@' or '!';
                (start, previous) = (true, Letter.None);
                continue;
            }

            var nextIsLower = i + 1 < name.Length && char.IsLower(name[i + 1]);
            start |= letter == Letter.Upper && (previous == Letter.Lower || (previous == Letter.Upper && nextIsLower));
            start |= previous != Letter.None && (letter == Letter.Digit) != (previous == Letter.Digit);
            HasSymbols |= letter == Letter.Digit;
            (latin, stranger) = start ? (false, false) : (latin, stranger);
            latin |= folded is >= 'a' and <= 'z' && !Confusables.IsLookAlikeScript(c);
            HasForeign |= folded > 127;
            stranger |= IsStranger(folded);
            IsOdd |= latin && stranger;

            _starts[Length] = start;
            _flat[Length++] = folded;
            (start, previous) = (false, letter);
        }

    }

    /// <summary>Whether a folded letter may stand for any Latin one.</summary>
    public static bool IsStranger(char folded) => folded > 127 && Confusables.IsLookAlikeScript(folded);

    private static char FoldForeign(ReadOnlySpan<char> name, ref int index)
    {
        var c = name[index];
        return Confusables.IsInvisible(c) ? '\0' : char.IsHighSurrogate(c) ? Confusables.FoldPair(name, ref index) : Confusables.Fold(c);
    }

    private static Letter Classify(char c, char folded)
    {
        if (c < 128)
        {
            return folded is >= 'a' and <= 'z' ? (c == folded ? Letter.Lower : Letter.Upper) : char.IsAsciiDigit(c) ? Letter.Digit : Letter.None;
        }

        return !char.IsLetterOrDigit(folded) ? Letter.None
            : char.IsDigit(c) || char.IsDigit(folded) ? Letter.Digit
            : char.IsUpper(c) ? Letter.Upper
            : Letter.Lower;
    }

    private enum Letter : byte
    {
        None,
        Lower,
        Upper,
        Digit,
    }
}
