namespace Plumbline.Origin.Replay.Diffs;

/// <summary>A blob cut into lines. A line includes its line feed, so a last line without one differs from the same line with one, as for git.</summary>
internal sealed class TextLines
{
    private const int BinaryProbe = 8000;
    private readonly byte[] _content;
    private readonly int[] _starts;

    private TextLines(byte[] content, int length, int[] starts, ulong[] hashes)
    {
        (_content, Length, _starts, Hashes) = (content, length, starts, hashes);
    }

    public static TextLines Empty { get; } = Cut([], 0);

    /// <summary>One hash a line.</summary>
    public ulong[] Hashes { get; }

    public int Count => Hashes.Length;

    /// <summary>The length in bytes.</summary>
    public int Length { get; }

    public ReadOnlySpan<byte> Bytes => _content.AsSpan(0, Length);

    /// <summary>Whether git would call it binary.</summary>
    public bool IsBinary => Bytes[..Math.Min(Length, BinaryProbe)].Contains((byte)0);

    /// <param name="content">Kept as it is; only the first <paramref name="length"/> bytes count.</param>
    public static TextLines Cut(byte[] content, int length)
    {
        ReadOnlySpan<byte> rest = content.AsSpan(0, length);
        int count = rest.Count((byte)'\n') + (length > 0 && rest[^1] != '\n' ? 1 : 0);
        var starts = new int[count + 1];
        var hashes = new ulong[count];
        for (int line = 0, at = 0; line < count; line++)
        {
            int feed = rest.IndexOf((byte)'\n');
            int size = feed < 0 ? rest.Length : feed + 1;
            hashes[line] = LineHash.Of(rest[..size]);
            starts[line] = at;
            at += size;
            rest = rest[size..];
        }

        starts[count] = length;
        return new TextLines(content, length, starts, hashes);
    }

    /// <summary>The bytes of a line with its line feed; lines count from 0 here.</summary>
    public ReadOnlySpan<byte> this[int line] => _content.AsSpan(_starts[line], _starts[line + 1] - _starts[line]);

    /// <summary>How many whole lines end at or before a byte.</summary>
    public int LinesBefore(int end)
    {
        int at = Array.BinarySearch(_starts, end);
        return at >= 0 ? at : ~at - 1;
    }
}
