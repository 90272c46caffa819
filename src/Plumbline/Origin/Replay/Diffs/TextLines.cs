using System.Buffers;

namespace Plumbline.Origin.Replay.Diffs;

/// <summary>A blob cut into lines. A line includes its line feed, so a last line without one differs from the same line with one, as for git.</summary>
internal sealed class TextLines
{
    private const int BinaryProbe = 8000;
    private const int TailBlock = 512;
    private readonly byte[] _content;
    private readonly int[] _starts;
    private bool _isShared;

    private TextLines(byte[] content, int length, int[] starts, ulong[] hashes, int count)
    {
        (_content, Length, _starts, Hashes, Count) = (content, length, starts, hashes, count);
    }

    public static TextLines Empty { get; } = new([], 0, [0], [], 0);

    /// <summary>One hash a line; what lies behind <see cref="Count"/> means nothing.</summary>
    public ulong[] Hashes { get; }

    public int Count { get; }

    /// <summary>The length in bytes.</summary>
    public int Length { get; }

    public ReadOnlySpan<byte> Bytes => _content.AsSpan(0, Length);

    /// <summary>Whether git would call it binary.</summary>
    public bool IsBinary => Bytes[..Math.Min(Length, BinaryProbe)].Contains((byte)0);

    /// <param name="content">Kept as it is; only the first <paramref name="length"/> bytes count.</param>
    /// <param name="length">How many bytes count.</param>
    /// <param name="near">A text that is likely to have beginning and end in common. PERF: most versions differ in a few lines, so most hashes can be taken over.</param>
    public static TextLines Cut(byte[] content, int length, TextLines? near = null)
    {
        ReadOnlySpan<byte> all = content.AsSpan(0, length);
        int head = near is null ? 0 : near.CommonHead(all);
        int headBytes = head == 0 ? 0 : near!._starts[head];
        int tail = near is null ? 0 : near.CommonTail(all, head, headBytes);
        int tailBytes = tail == 0 ? 0 : near!.Length - near._starts[near.Count - tail];
        ReadOnlySpan<byte> middle = all[headBytes..^tailBytes];
        int fresh = middle.Count((byte)'\n') + (middle.Length > 0 && middle[^1] != '\n' ? 1 : 0);
        int count = head + fresh + tail;
        int[] starts = ArrayPool<int>.Shared.Rent(count + 1);
        ulong[] hashes = ArrayPool<ulong>.Shared.Rent(count);
        if (head > 0)
        {
            near!._starts.AsSpan(0, head).CopyTo(starts);
            near.Hashes.AsSpan(0, head).CopyTo(hashes);
        }

        Scan(middle, headBytes, starts.AsSpan(head, fresh), hashes.AsSpan(head, fresh));
        if (tail > 0)
        {
            near!.Hashes.AsSpan(near.Count - tail, tail).CopyTo(hashes.AsSpan(head + fresh));
            int shift = length - near.Length;
            ReadOnlySpan<int> theirs = near._starts.AsSpan(near.Count - tail, tail);
            for (int i = 0; i < theirs.Length; i++)
            {
                starts[head + fresh + i] = theirs[i] + shift;
            }
        }

        starts[count] = length;
        return new TextLines(content, length, starts, hashes, count);
    }

    /// <summary>The bytes of a line with its line feed; lines count from 0 here.</summary>
    public ReadOnlySpan<byte> this[int line] => _content.AsSpan(_starts[line], _starts[line + 1] - _starts[line]);

    /// <summary>How many whole lines end at or before a byte.</summary>
    public int LinesBefore(int end)
    {
        int at = Array.BinarySearch(_starts, 0, Count + 1, end);
        return at >= 0 ? at : ~at - 1;
    }

    /// <summary>From now on others have it, too: <see cref="Release"/> does nothing any more.</summary>
    public void Share() => _isShared = true;

    /// <summary>Gives the memory for the next text; this one must not be used any more.</summary>
    public void Release()
    {
        if (Count > 0 && !_isShared)
        {
            ArrayPool<int>.Shared.Return(_starts);
            ArrayPool<ulong>.Shared.Return(Hashes);
        }
    }

    private static void Scan(ReadOnlySpan<byte> rest, int at, Span<int> starts, Span<ulong> hashes)
    {
        for (int line = 0; line < starts.Length; line++)
        {
            int feed = rest.IndexOf((byte)'\n');
            int size = feed < 0 ? rest.Length : feed + 1;
            hashes[line] = LineHash.Of(rest[..size]);
            starts[line] = at;
            at += size;
            rest = rest[size..];
        }
    }

    // Lines at the start that another text has, too; the last one only with its line feed, as it might go on there.
    private int CommonHead(ReadOnlySpan<byte> other)
    {
        int lines = LinesBefore(Bytes.CommonPrefixLength(other));
        return lines > 0 && _content[_starts[lines] - 1] != '\n' ? lines - 1 : lines;
    }

    private int CommonTail(ReadOnlySpan<byte> other, int head, int headBytes)
    {
        ReadOnlySpan<byte> mine = Bytes[headBytes..];
        other = other[headBytes..];
        int equal = 0, most = Math.Min(mine.Length, other.Length);
        for (int block = TailBlock; block > 0; block /= 8)
        {
            while (equal + block <= most && mine.Slice(mine.Length - equal - block, block).SequenceEqual(other.Slice(other.Length - equal - block, block)))
            {
                equal += block;
            }
        }

        // A line begins behind a line feed, which must be common, too.
        int first = LinesBefore(Length - equal) + 1;
        return first <= head || first > Count ? 0 : Count - first;
    }
}
