namespace Plumbline.Origin.Lines;

/// <summary>What editors put before the first line of UTF-8; no part of that line.</summary>
internal static class ByteOrderMark
{
    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    /// <summary>The text behind it, where there is one.</summary>
    public static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> text) => text.StartsWith(Mark) ? text[Mark.Length..] : text;
}
