using System.Runtime.InteropServices;

namespace Plumbline.Agent.Probes;

/// <summary>
/// The bytes that open and close probes. Woven code reads them by address, so they are native memory that is never moved and
/// never given back: code that is still on a stack may read its gate long after the probe is gone.
/// </summary>
internal static unsafe class Gates
{
    private const int BlockBytes = 4096;
    private static readonly object s_lock = new();
    private static byte* s_block;
    private static int s_used = BlockBytes;

    /// <summary>Address of a new gate, closed.</summary>
    public static nint Allocate()
    {
        lock (s_lock)
        {
            if (s_used == BlockBytes)
            {
                s_block = (byte*)NativeMemory.AllocZeroed(BlockBytes);
                s_used = 0;
            }

            return (nint)(s_block + s_used++);
        }
    }

    public static void Set(nint gate, bool open) => Volatile.Write(ref *(byte*)gate, open ? (byte)1 : (byte)0);
}
