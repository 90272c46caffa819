using System.Runtime.CompilerServices;
using System.Security;

namespace Plumbline.Agent.Redaction;

/// <summary>Whether a name says that what it names is secret.</summary>
internal static class SecretNames
{
    private static readonly string[][] s_anywhere = ByFirst(SecretWords.Anywhere);
    private static readonly string[] s_foreign = [.. SecretWords.Anywhere.Where(w => w[0] > 127).Select(FoldWord)];
    private static readonly string[][] s_whole = ByFirst(SecretWords.Whole);
    private static readonly string[][] s_harmless = ByFirst(SecretWords.Harmless);
    private static readonly HashSet<string> s_keyNames = new(StringComparer.Ordinal)
    {
        "key", "keys", "iv", "salt", "seed", "material", "entropy", "nonce", "rawkey", "k", "d", "p", "q", "dp", "dq", "inverseq", "x", "kek",
        "dek", "prf", "mac", "ikm", "prk", "okm", "digestkey", "hash", "pepper",
    };

    /// <summary>Whether a value of the type can't hold a secret, whatever it is called.</summary>
    public static bool IsHarmlessType(Type type) =>
        type == typeof(bool) || type == typeof(bool?) || type == typeof(CancellationToken) || type == typeof(CancellationToken?)
        || type == typeof(CancellationTokenSource) || type == typeof(CancellationTokenRegistration);

    public static bool IsSecret(ReadOnlySpan<char> name, Type? type = null) =>
        IsSecret(name, []) || (type is not null && IsKeyMaterial(type) && IsKeyName(name));

    /// <param name="own">Further names, folded.</param>
    [SkipLocalsInit]
    public static bool IsSecret(ReadOnlySpan<char> name, string[] own)
    {
        if (name.Length > NameFold.MostCharacters)
        {
            return true;
        }

        var fold = new NameFold(name, stackalloc char[NameFold.MostCharacters], stackalloc bool[NameFold.MostCharacters]);
        return HasWord(fold) || (fold.IsOdd && MayBeWord(fold)) || IsMasked(name, fold) || IsOwn(fold, own);
    }

    /// <summary>Whether bytes of that name may be a key.</summary>
    public static bool IsKeyName(ReadOnlySpan<char> name)
    {
        if (name.Length > NameFold.MostCharacters)
        {
            return true;
        }

        var fold = new NameFold(name, stackalloc char[NameFold.MostCharacters], stackalloc bool[NameFold.MostCharacters]);
        return s_keyNames.Contains(fold.Flat.ToString()) || fold.Flat.Contains("key", StringComparison.Ordinal);
    }

    /// <summary>Whether the type is bytes or text of any length, as keys are kept in.</summary>
    public static bool IsKeyMaterial(Type type) =>
        type == typeof(byte[]) || type == typeof(char[]) || type == typeof(ReadOnlyMemory<byte>) || type == typeof(Memory<byte>)
        || type == typeof(ArraySegment<byte>) || type == typeof(List<byte>) || type == typeof(SecureString)
        || type == typeof(ReadOnlyMemory<byte>?) || type == typeof(ArraySegment<byte>?) || type == typeof(IReadOnlyList<byte>)
        || type == typeof(System.Collections.Immutable.ImmutableArray<byte>) || type == typeof(byte[][]);

    public static string FoldWord(string word)
    {
        var fold = new NameFold(word, stackalloc char[NameFold.MostCharacters], stackalloc bool[NameFold.MostCharacters]);
        return fold.Flat.ToString();
    }

    [SkipLocalsInit]
    private static bool HasWord(scoped NameFold fold)
    {
        Span<char> flat = stackalloc char[NameFold.MostCharacters];
        fold.Flat.CopyTo(flat);
        flat = flat[..fold.Length];
        HideHarmless(fold, flat);
        var secret = fold.HasForeign && HasForeignWord(flat);
        for (var i = 0; i < flat.Length && !secret; i++)
        {
            secret = MatchAt(s_anywhere, flat, i) > 0;
            if (!secret && fold.StartsWordAt(i))
            {
                var length = MatchAt(s_whole, flat, i, fold);
                secret = length > 0;
            }
        }

        if (!secret)
        {
            return ((ReadOnlySpan<char>)flat).EndsWith(SecretWords.Last, StringComparison.Ordinal) && !EndsWithAny(flat, SecretWords.NotLast);
        }

        return !EndsWith(fold, flat, SecretWords.Endings);
    }

    /// <summary>Whether a secret word fits where each letter that folds to no Latin one is taken for any, as in tѹken.</summary>
    private static bool MayBeWord(scoped NameFold fold)
    {
        for (var at = 0; at < fold.Length; at++)
        {
            foreach (var word in SecretWords.Anywhere)
            {
                if (Fits(fold.Flat[at..], word))
                {
                    return true;
                }
            }

            foreach (var word in fold.StartsWordAt(at) ? SecretWords.Whole : [])
            {
                if (fold.StartsWordAt(at + word.Length) && Fits(fold.Flat[at..], word))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>At least half of the letters must be there themselves.</summary>
    private static bool Fits(ReadOnlySpan<char> flat, string word)
    {
        if (flat.Length < word.Length)
        {
            return false;
        }

        var strangers = 0;
        for (var i = 0; i < word.Length; i++)
        {
            if (flat[i] != word[i])
            {
                if (!NameFold.IsStranger(flat[i]))
                {
                    return false;
                }

                strangers++;
            }
        }

        return strangers * 2 <= word.Length;
    }

    private static void HideHarmless(scoped NameFold fold, Span<char> flat)
    {
        for (var i = 0; i < flat.Length; i++)
        {
            if (fold.StartsWordAt(i))
            {
                var length = MatchAt(s_harmless, flat, i, fold);
                flat.Slice(i, length).Fill('\0');
            }
        }
    }

    private static int MatchAt(string[][] words, ReadOnlySpan<char> flat, int at)
    {
        foreach (var word in Candidates(words, flat, at))
        {
            if (flat[at..].StartsWith(word, StringComparison.Ordinal))
            {
                return word.Length;
            }
        }

        return 0;
    }

    /// <summary>Like the other, where the match also ends with a word of the name.</summary>
    private static int MatchAt(string[][] words, ReadOnlySpan<char> flat, int at, scoped NameFold fold)
    {
        foreach (var word in Candidates(words, flat, at))
        {
            if (flat[at..].StartsWith(word, StringComparison.Ordinal) && fold.StartsWordAt(at + word.Length))
            {
                return word.Length;
            }
        }

        return 0;
    }

    private static bool HasForeignWord(ReadOnlySpan<char> flat)
    {
        foreach (var word in s_foreign)
        {
            if (flat.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsWith(scoped NameFold fold, ReadOnlySpan<char> flat, string[] words)
    {
        foreach (var word in words)
        {
            if (flat.EndsWith(word, StringComparison.Ordinal) && fold.StartsWordAt(flat.Length - word.Length))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsWithAny(ReadOnlySpan<char> flat, string[] words)
    {
        foreach (var word in words)
        {
            if (flat.EndsWith(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMasked(ReadOnlySpan<char> name, scoped NameFold fold)
    {
        if (!fold.HasSymbols)
        {
            return false;
        }

        Span<char> flat = stackalloc char[NameFold.MostCharacters];
        flat = flat[..NameFold.Unmask(name, flat)];
        for (var i = 0; i < flat.Length; i++)
        {
            if (MatchAt(s_anywhere, flat, i) > 0 && !fold.Flat.SequenceEqual(flat))
            {
                return !EndsWith(fold, fold.Flat, SecretWords.Endings);
            }
        }

        return false;
    }

    private static bool IsOwn(scoped NameFold fold, string[] own)
    {
        foreach (var word in own)
        {
            for (var from = 0; from <= fold.Length - word.Length; from++)
            {
                if (fold.StartsWordAt(from) && fold.StartsWordAt(from + word.Length) && fold.Flat[from..].StartsWith(word, StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>PERF: the words that begin with these two letters, which for most pairs are none.</summary>
    private static string[] Candidates(string[][] words, ReadOnlySpan<char> flat, int at)
    {
        if (at + 1 >= flat.Length)
        {
            return [];
        }

        var (first, second) = (flat[at] - 'a', flat[at + 1] - 'a');
        return (uint)first < 26 && (uint)second < 26 ? words[(first * 26) + second] : [];
    }

    private static string[][] ByFirst(string[] words)
    {
        var table = new string[26 * 26][];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = [.. words.Where(w => w[0] == 'a' + (i / 26) && w[1] == 'a' + (i % 26))];
        }

        return table;
    }
}
