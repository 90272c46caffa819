using System.Numerics;
using System.Runtime.CompilerServices;
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
    private const int NumberBits = StrideBits - 3;
    private const int CellsInRow = 1 << NumberBits;
    private const int MostChunks = 4096;
    private static readonly object s_lock = new();
    private static readonly long** s_chunks = (long**)NativeMemory.AllocZeroed(MostChunks, (nuint)sizeof(long*));
    private static readonly Stack<int> s_free = [];

    /// <summary>From one, so that 0 stands for none.</summary>
    private static int s_next = 1;

    /// <summary>Number of a new counter, at zero.</summary>
    public static int Allocate()
    {
        lock (s_lock)
        {
            return s_free.TryPop(out var number) ? number : AllocateNumber();
        }
    }

    /// <summary>No code counts by it any more: it may become another counter.</summary>
    /// <param name="number">0 where none was had.</param>
    public static void Free(int number)
    {
        if (number == 0)
        {
            return;
        }

        var cell = AddressOf(number);
        for (var row = 0; row < Rows; row++)
        {
            // A page that no thread has written to takes no memory, and is not to begin to.
            var mine = (long*)(cell + (row << StrideBits));
            if (*mine != 0)
            {
                *mine = 0;
            }
        }

        lock (s_lock)
        {
            s_free.Push(number);
        }
    }

    /// <summary>
    /// A new counter by its number, which is never given back. Two million is more than there are methods; what comes after them
    /// shares the last.
    /// </summary>
    /// <param name="count">How many at once, with numbers that follow each other.</param>
    /// <returns>The first of them.</returns>
    public static int AllocateNumber(int count = 1)
    {
        lock (s_lock)
        {
            var number = Math.Min(s_next, (MostChunks * CellsInRow) - count);
            s_next = number + count;
            for (var i = number; i < s_next; i++)
            {
                // Pages that no thread writes to take no memory.
                ref var chunk = ref s_chunks[i >> NumberBits];
                chunk = chunk == null ? (long*)NativeMemory.AllocZeroed(Rows, 1 << StrideBits) : chunk;
            }

            return number;
        }
    }

    /// <summary>Address of a counter's cell in the first row.</summary>
    public static nint AddressOf(int number) => (nint)(s_chunks[number >> NumberBits] + (number & (CellsInRow - 1)));

    /// <summary>Address of a counter's cell in the row of the calling thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long* Mine(int number)
    {
        int here;
        var row = (int)((ulong)(((long)&here >>> StackBits) * Spread) >> (64 - RowBits));
        return (long*)(AddressOf(number) + (row << StrideBits));
    }

    public static long Read(int number)
    {
        var cell = AddressOf(number);
        var sum = 0L;
        for (var row = 0; row < Rows; row++)
        {
            sum += FactCells.Read(cell + (row << StrideBits));
        }

        return sum;
    }

    /// <summary>
    /// What every counter shows, by its number. PERF: the cells of one counter lie in as many pages as there are rows, so reading one after the
    /// other takes 2 us each; row by row it is 0.02.
    /// </summary>
    /// <param name="sums">Made longer where it is too short.</param>
    public static void ReadAll(ref long[] sums)
    {
        var count = Volatile.Read(ref s_next);
        var chunks = (count + CellsInRow - 1) / CellsInRow;
        if (sums.Length < chunks * CellsInRow)
        {
            sums = new long[chunks * CellsInRow];
        }

        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var sum = sums.AsSpan(chunk * CellsInRow, CellsInRow);
            sum.Clear();

            // Not there yet: no counter was wanted, or another thread is about to make it.
            var first = (byte*)Volatile.Read(ref *(nint*)(s_chunks + chunk));
            for (var row = 0; first != null && row < Rows; row++)
            {
                Add(new ReadOnlySpan<long>(first + (row << StrideBits), CellsInRow), sum);
            }
        }
    }

    private static void Add(ReadOnlySpan<long> row, Span<long> sum)
    {
        var rows = MemoryMarshal.Cast<long, Vector<long>>(row);
        var sums = MemoryMarshal.Cast<long, Vector<long>>(sum);
        for (var i = 0; i < rows.Length; i++)
        {
            sums[i] += rows[i];
        }
    }

    /// <summary>What armed code does inline; for tests.</summary>
    public static long Next(int number) => ++*Mine(number);
}
