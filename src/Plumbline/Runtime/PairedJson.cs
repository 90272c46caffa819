using System.Globalization;

namespace Plumbline.Runtime;

/// <summary>
/// JSON may escape half of a surrogate pair, which is no text, and whoever reads it as text fails. A string of the user's may hold such a
/// half, so each is replaced by U+FFFD before a message is read.
/// </summary>
internal static class PairedJson
{
    private const int EscapeLength = 6;

    /// <summary>The same bytes where nothing was to be done.</summary>
    public static ReadOnlyMemory<byte> Repair(ReadOnlyMemory<byte> json)
    {
        byte[]? repaired = null;
        var bytes = json.Span;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != '\\')
            {
                continue;
            }

            if (Unit(bytes[i..]) is not { } unit)
            {
                i++;
            }
            else if (char.IsHighSurrogate(unit) && Unit(bytes[(i + EscapeLength)..]) is { } next && char.IsLowSurrogate(next))
            {
                i += (2 * EscapeLength) - 1;
            }
            else
            {
                if (char.IsSurrogate(unit))
                {
                    repaired ??= bytes.ToArray();
                    "\\ufffd"u8.CopyTo(repaired.AsSpan(i));
                }

                i += EscapeLength - 1;
            }
        }

        return repaired ?? json;
    }

    /// <summary>The UTF-16 unit that an escape at the beginning stands for, or null where there is none.</summary>
    private static char? Unit(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= EscapeLength && bytes[0] == '\\' && bytes[1] == 'u'
            && ushort.TryParse(bytes[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
