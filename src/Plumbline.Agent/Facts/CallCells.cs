using System.Runtime.InteropServices;

namespace Plumbline.Agent.Facts;

/// <summary>
/// Counters of calls, in rows that threads choose by where their stack lies, so that two threads rarely write to one cache line. PERF: no
/// call, no memory of the thread's own and no locked operation: 1 ns, where <see cref="Probes.HitCells"/> takes 3. Two threads of one row may
/// lose a count to each other, which a number of calls can bear; what must be exact is counted elsewhere.
/// </summary>
internal static unsafe class CallCells
{
    /// <summary>Bits of the number of rows.</summary>
    public const int RowBits = 6;

    /// <summary>Bits of the distance from a cell to the same one in the next row: a page.</summary>
    public const int StrideBits = 12;

    /// <summary>Stacks are megabytes long.</summary>
    public const int StackBits = 20;

    /// <summary>2^64 over the golden ratio: multiples of it are evenly spread (Knuth: The Art of Computer Programming 3, 6.4).</summary>
    public const long Spread = unchecked((long)0x9E3779B97F4A7C15UL);

    private const int Rows = 1 << RowBits;
    private const int CellsInRow = (1 << StrideBits) / sizeof(long);
    private static readonly object s_lock = new();
    private static long* s_chunk;
    private static int s_used = CellsInRow;

    /// <summary>Address of a new counter's cell in the first row. Never given back: armed code knows it.</summary>
    public static nint Allocate()
    {
        lock (s_lock)
        {
            if (s_used == CellsInRow)
            {
                // Pages that no thread writes to take no memory.
                s_chunk = (long*)NativeMemory.AllocZeroed(Rows, 1 << StrideBits);
                s_used = 0;
            }

            return (nint)(s_chunk + s_used++);
        }
    }

    public static long Read(nint cell)
    {
        var sum = 0L;
        for (var row = 0; row < Rows; row++)
        {
            sum += FactCells.Read(cell + (row << StrideBits));
        }

        return sum;
    }

    /// <summary>What armed code does inline; for tests.</summary>
    public static long Next(nint cell)
    {
        var here = 0;
        var row = (int)((ulong)(((long)&here >>> StackBits) * Spread) >> (64 - RowBits));
        return ++*(long*)(cell + (row << StrideBits));
    }
}
