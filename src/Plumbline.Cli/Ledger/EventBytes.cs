using System.Buffers;

namespace Plumbline.Cli.Ledger;

/// <summary>A stream that is read by lines or bytes, in portions.</summary>
internal sealed class EventBytes(Stream stream)
{
    private readonly byte[] _portion = new byte[64 * 1024];
    private int _at;
    private int _end;

    /// <summary>The next byte; -1 at the end.</summary>
    public int Next() => IsAtEnd() ? -1 : _portion[_at++];

    /// <summary>What comes before the next end of a line, without blanks around it.</summary>
    /// <param name="most">Bytes that are kept, and one more that tells that there were too many.</param>
    /// <param name="more">Whether there is another line behind it.</param>
    public byte[] Line(int most, out bool more)
    {
        ArrayBufferWriter<byte>? begun = null;
        while (!IsAtEnd())
        {
            var rest = _portion.AsSpan(_at.._end);
            var length = rest.IndexOf((byte)'\n');
            more = length >= 0;
            var part = more ? rest[..length] : rest;
            _at += part.Length + (more ? 1 : 0);
            if (more && begun is null && part.Length <= most)
            {
                return Trimmed(part);
            }

            begun ??= new ArrayBufferWriter<byte>();
            begun.Write(part[..Math.Min(part.Length, most + 1 - begun.WrittenCount)]);
            if (more)
            {
                return Trimmed(begun.WrittenSpan);
            }
        }

        more = false;
        return begun is null ? [] : Trimmed(begun.WrittenSpan);
    }

    private static byte[] Trimmed(ReadOnlySpan<byte> line) => line.Trim(" \r\t"u8).ToArray();

    private bool IsAtEnd()
    {
        if (_at == _end)
        {
            (_at, _end) = (0, stream.Read(_portion));
        }

        return _at == _end;
    }
}
