using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Plumbline.Agent.Capture;

/// <summary>A growing buffer of UTF-8, with the escapes of a JSON string. Kept and reused by its owner.</summary>
internal sealed class Utf8Text(int capacity)
{
    private const int KeptBytes = 256 * 1024;

    private static readonly SearchValues<char> s_plain = SearchValues.Create(
        " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private readonly int _capacity = capacity;
    private byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public ReadOnlySpan<byte> Slice(int start, int length) => _bytes.AsSpan(start, length);

    /// <summary>Empties the buffer, and gives a large one back.</summary>
    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > KeptBytes)
        {
            _bytes = new byte[_capacity];
        }
    }

    public void Truncate(int length) => Length = length;

    public void Raw(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Free(text.Length));
        Length += text.Length;
    }

    public void Raw(byte single)
    {
        Free(1)[0] = single;
        Length++;
    }

    public void Number(long value)
    {
        if ((ulong)value < 10)
        {
            Raw((byte)('0' + value));
            return;
        }

        Utf8Formatter.TryFormat(value, Free(20), out var written);
        Length += written;
    }

    /// <summary>Room for at least that many bytes, to be written directly and then claimed with <see cref="Advance"/>.</summary>
    public Span<byte> Free(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }

        return _bytes.AsSpan(Length);
    }

    public void Advance(int count) => Length += count;

    /// <summary>The text as the inside of a JSON string. Half of a surrogate pair becomes U+FFFD.</summary>
    public void Escaped(ReadOnlySpan<char> text) => Escaped(text, int.MaxValue);

    /// <summary>As much of the text as fits into so many bytes; answers how many UTF-16 units were taken.</summary>
    public int Escaped(ReadOnlySpan<char> text, int mostBytes)
    {
        var taken = 0;
        var end = mostBytes == int.MaxValue ? int.MaxValue : Length + mostBytes;
        while (taken < text.Length)
        {
            var rest = text[taken..];
            var plain = rest.IndexOfAnyExcept(s_plain);
            plain = Math.Min(plain < 0 ? rest.Length : plain, Math.Max(0, end - Length));
            if (plain > 0)
            {
                Length += Encoding.UTF8.GetBytes(rest[..plain], Free(plain));
                taken += plain;
                continue;
            }

            if (end - Length < 6)
            {
                return taken;
            }

            taken += Odd(rest);
        }

        return taken;
    }

    private int Odd(ReadOnlySpan<char> text)
    {
        var c = text[0];
        if (c is '"' or '\\')
        {
            Raw((byte)'\\');
            Raw((byte)c);
            return 1;
        }

        if (c is < ' ' or '\u007f')
        {
            var room = Free(6);
            "\\u00"u8.CopyTo(room);
            room[4] = Hex(c >> 4);
            room[5] = Hex(c & 15);
            Length += 6;
            return 1;
        }

        Rune.DecodeFromUtf16(text, out var rune, out var units);
        Length += rune.EncodeToUtf8(Free(4));
        return units;
    }

    private static byte Hex(int digit) => (byte)(digit < 10 ? '0' + digit : 'a' + digit - 10);
}
