using System.Runtime.InteropServices;

namespace Plumbline.Agent.Facts;

/// <summary>
/// The numbers that armed code compares with. It knows them by address, so they are native memory that is never moved and never given
/// back. They are read by every call and written only when something new is seen, so threads share their cache lines. Writers may lose
/// each other's update, which costs one more look at a value; a number is never torn.
/// </summary>
internal static unsafe class FactCells
{
    private const int BlockCells = 1024;
    private static readonly object s_lock = new();
    private static readonly Dictionary<int, Stack<nint>> s_free = [];
    private static long* s_block;
    private static int s_used = BlockCells;

    /// <summary>Address of so many cells in a row, at zero.</summary>
    public static nint Allocate(int count)
    {
        lock (s_lock)
        {
            if (s_free.TryGetValue(count, out var free) && free.TryPop(out var cells))
            {
                return cells;
            }

            if (s_used + count > BlockCells)
            {
                s_block = (long*)NativeMemory.AllocZeroed(BlockCells, sizeof(long));
                s_used = 0;
            }

            var first = s_block + s_used;
            s_used += count;
            return (nint)first;
        }
    }

    /// <summary>No code writes to them any more: they may be used again. Their memory stays, as a late reader may still look at it.</summary>
    /// <param name="cells">0 where none were had.</param>
    public static void Free(nint cells, int count)
    {
        if (cells == 0)
        {
            return;
        }

        lock (s_lock)
        {
            new Span<long>((long*)cells, count).Clear();
            if (!s_free.TryGetValue(count, out var free))
            {
                s_free[count] = free = [];
            }

            free.Push(cells);
        }
    }

    public static long Read(nint cell, int index = 0) => Volatile.Read(ref ((long*)cell)[index]);

    public static void Write(nint cell, int index, long value) => Volatile.Write(ref ((long*)cell)[index], value);

    public static void Write(nint cell, int index, double value) => Write(cell, index, BitConverter.DoubleToInt64Bits(value));
}
