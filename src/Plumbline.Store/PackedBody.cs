using System.Buffers;
using System.IO.Compression;

namespace Plumbline.Store;

/// <summary>Messages are kept as Brotli streams. What unpacks to more than a frame of the wire may hold is refused.</summary>
internal static class PackedBody
{
    private const int MostBytes = 32 * 1024 * 1024;
    private const int Fastest = 1;
    private const int Window = 16;
    private const int WholeWindow = 22;

    public static byte[] Pack(ReadOnlySpan<byte> json)
    {
        // PERF: a stream makes an encoder for four megabytes, however small the message is; that took longer than SQLite takes to store it.
        var packed = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(json.Length));
        try
        {
            var window = json.Length <= 1 << Window ? Window : WholeWindow;
            return BrotliEncoder.TryCompress(json, packed, out var length, Fastest, window)
                ? packed.AsSpan(0, length).ToArray()
                : throw new InvalidOperationException("A message did not fit into the room for its longest form.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    /// <exception cref="InvalidDataException">The body is not what <see cref="Pack"/> made.</exception>
    public static byte[] Unpack(byte[] body)
    {
        using var brotli = new BrotliStream(new MemoryStream(body), CompressionMode.Decompress);
        using var json = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = Read(brotli, buffer)) > 0;)
        {
            json.Write(buffer, 0, read);
            if (json.Length > MostBytes)
            {
                throw new InvalidDataException($"A stored message is longer than {MostBytes} bytes.");
            }
        }

        return json.ToArray();
    }

    private static int Read(BrotliStream brotli, byte[] buffer)
    {
        try
        {
            return brotli.Read(buffer);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException("A stored message can't be unpacked.", e);
        }
    }
}
