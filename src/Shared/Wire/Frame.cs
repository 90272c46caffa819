using System.Buffers.Binary;

namespace Plumbline.Wire;

/// <summary>Frames on a byte stream: four bytes of length, little endian, then that many bytes of JSON.</summary>
internal static class Frame
{
    /// <summary>Reads one frame, or null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The length is not between 1 and <see cref="WireLimits.FrameBytes"/>.</exception>
    /// <exception cref="EndOfStreamException">The stream ended inside a frame.</exception>
    public static async ValueTask<byte[]?> ReadAsync(Stream stream, CancellationToken cancel)
    {
        var header = new byte[4];
        var read = await stream.ReadAtLeastAsync(header, 4, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
        if (read == 0)
        {
            return null;
        }

        if (read < 4)
        {
            throw new EndOfStreamException("The stream ended inside the length of a frame.");
        }

        var body = new byte[CheckedLength(header)];
        await stream.ReadExactlyAsync(body, cancel).ConfigureAwait(false);
        return body;
    }

    public static async ValueTask WriteAsync(Stream stream, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        var frame = new byte[4 + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, body.Length);
        body.CopyTo(frame.AsMemory(4));
        await stream.WriteAsync(frame, cancel).ConfigureAwait(false);
    }

    /// <summary>As <see cref="ReadAsync"/>, on the calling thread.</summary>
    public static byte[]? Read(Stream stream)
    {
        Span<byte> header = stackalloc byte[4];
        var read = stream.ReadAtLeast(header, 4, throwOnEndOfStream: false);
        if (read == 0)
        {
            return null;
        }

        if (read < 4)
        {
            throw new EndOfStreamException("The stream ended inside the length of a frame.");
        }

        var body = new byte[CheckedLength(header)];
        stream.ReadExactly(body);
        return body;
    }

    /// <summary>As <see cref="WriteAsync"/>, on the calling thread.</summary>
    public static void Write(Stream stream, ReadOnlySpan<byte> body)
    {
        Span<byte> header = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(header, body.Length);
        stream.Write(header);
        stream.Write(body);
    }

    private static int CheckedLength(ReadOnlySpan<byte> header)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        return length is >= 1 and <= WireLimits.FrameBytes
            ? length
            : throw new InvalidDataException($"A frame claims {length} bytes; at most {WireLimits.FrameBytes} are allowed.");
    }
}
