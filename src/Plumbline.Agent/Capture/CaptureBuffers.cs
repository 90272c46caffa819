using System.Buffers;

namespace Plumbline.Agent.Capture;

/// <summary>
/// Buffers that carry finished captures from the hit to the transport. A pool of our own: a buffer of the shared pool
/// could be read or overwritten by user code that still holds one it gave back.
/// </summary>
internal static class CaptureBuffers
{
    private static readonly ArrayPool<byte> s_pool = ArrayPool<byte>.Create(1024 * 1024, 16);

    public static byte[] Rent(int length) => s_pool.Rent(length);

    /// <summary>Takes back the buffer of a finished capture, once it has been sent or dropped.</summary>
    public static void Return(ArraySegment<byte> capture)
    {
        if (capture.Array is { Length: > 0 } bytes)
        {
            s_pool.Return(bytes);
        }
    }
}
