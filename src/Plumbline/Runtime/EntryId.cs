using System.Security.Cryptography;
using System.Text;

namespace Plumbline.Runtime;

/// <summary>
/// Ids that people paste: 16 characters in lower-case base 32 after Crockford (no i, l, o, u), 80 bits of a hash over what names the thing.
/// Every unique prefix stands for the whole, and eight characters are shown.
/// </summary>
internal static class EntryId
{
    public const int Length = 16;
    private const int ShownLength = 8;
    private const int BitsACharacter = 5;
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static string Of(params ReadOnlySpan<string?> parts)
    {
        // A separator that no part may hold would be one more rule; lengths need none.
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part?.Length ?? -1).Append(':').Append(part);
        }

        return Text(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    public static string Shown(string id) => id.Length > ShownLength ? id[..ShownLength] : id;

    /// <summary>What was typed, in the form that ids have: lower case, o read as 0, i and l as 1. Null where it can be no part of an id.</summary>
    public static string? Prefix(string typed)
    {
        if (typed.Length is 0 or > Length)
        {
            return null;
        }

        var read = typed.ToLowerInvariant().Replace('o', '0').Replace('i', '1').Replace('l', '1');
        return read.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) ? read : null;
    }

    private static string Text(ReadOnlySpan<byte> hash)
    {
        Span<char> text = stackalloc char[Length];
        for (var i = 0; i < Length; i++)
        {
            var bit = i * BitsACharacter;
            var pair = (hash[bit / 8] << 8) | hash[(bit / 8) + 1];
            text[i] = Alphabet[(pair >> (16 - BitsACharacter - (bit % 8))) & 31];
        }

        return new string(text);
    }
}
