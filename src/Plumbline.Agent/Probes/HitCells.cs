using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Plumbline.Agent.Hosting;

namespace Plumbline.Agent.Probes;

/// <summary>
/// Counters that cost no lock and no atomic operation: each thread has a row of cells of its own, and a reader adds the rows up.
/// Exact once the threads are quiet; while they run, a reader sees each cell a moment late.
/// </summary>
internal static unsafe class HitCells
{
    // PERF: address and length stand apart from the row that owns them, so that a hit takes one look-up of the thread's own memory and no
    // object: 3 ns less in a condition that is false.
    [ThreadStatic]
    private static long* t_cells;

    [ThreadStatic]
    private static int t_length;

    [ThreadStatic]
    private static CellRow? t_row;

    private static readonly object s_lock = new();
    private static readonly List<CellRow> s_live = [];
    private static long[] s_ended = new long[256];
    private static readonly Stack<int> s_free = [];
    private static int s_next;

    /// <summary>A new counter at zero.</summary>
    public static int Allocate()
    {
        lock (s_lock)
        {
            return s_free.TryPop(out var cell) ? cell : s_next++;
        }
    }

    /// <summary>No code adds to it any more: it may become another counter.</summary>
    public static void Free(int cell)
    {
        lock (s_lock)
        {
            foreach (var row in s_live)
            {
                if (cell < row.Length)
                {
                    row.Cells[cell] = 0;
                }
            }

            if (cell < s_ended.Length)
            {
                s_ended[cell] = 0;
            }

            s_free.Push(cell);
        }
    }

    /// <summary>Address of a function that adds one, for woven code.</summary>
    public static nint Counter => (nint)(delegate*<int, void>)&Add;

    /// <remarks>PERF: compiled once and well: called by woven code, it would else run through its unoptimised form first.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(int cell) => Increment(cell);

    /// <summary>Adds one. 0 bytes allocated, but for the first time on a thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Increment(int cell)
    {
        if ((uint)cell < (uint)t_length)
        {
            t_cells[cell]++;
        }
        else
        {
            IncrementNew(cell);
        }
    }

    /// <summary>Sum over all threads that ever counted.</summary>
    public static long Read(int cell)
    {
        lock (s_lock)
        {
            var sum = cell < s_ended.Length ? s_ended[cell] : 0;
            foreach (var row in s_live)
            {
                sum += cell < row.Length ? Volatile.Read(ref row.Cells[cell]) : 0;
            }

            return sum;
        }
    }

    /// <summary>SAFETY: woven code calls this without a handler around it, so nothing is thrown: a hit that finds no memory is not counted.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void IncrementNew(int cell)
    {
        // SAFETY: what is used below may itself be probed.
        if (!Reentrancy.TryEnter())
        {
            return;
        }

        try
        {
            Grow(cell);
        }
        catch (OutOfMemoryException fault)
        {
            SelfLog.Fault("counting a hit", fault);
        }
        finally
        {
            Reentrancy.Leave();
        }
    }

    private static void Grow(int cell)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(cell + 1, 64));
        var cells = (long*)NativeMemory.AllocZeroed((nuint)size, sizeof(long));
        var old = t_cells;
        lock (s_lock)
        {
            if (t_row is null)
            {
                t_row = new CellRow();
                s_live.Add(t_row);
            }

            new Span<long>(old, t_length).CopyTo(new Span<long>(cells, size));
            t_row.Cells = cells;
            t_row.Length = size;
        }

        // SAFETY: what this method calls may itself be counted, so the old cells go only when nothing leads to them any more.
        t_cells = cells;
        t_length = size;
        NativeMemory.Free(old);
        cells[cell]++;
    }

    private static void Fold(CellRow row)
    {
        lock (s_lock)
        {
            s_live.Remove(row);
            if (s_ended.Length < row.Length)
            {
                Array.Resize(ref s_ended, row.Length);
            }

            for (var i = 0; i < row.Length; i++)
            {
                s_ended[i] += row.Cells[i];
            }
        }
    }

    /// <summary>A thread's row. When the thread has ended and the row is collected, its counts are kept and its memory is given back.</summary>
    private sealed class CellRow
    {
        public long* Cells;
        public int Length;

        ~CellRow()
        {
            Fold(this);
            NativeMemory.Free(Cells);
        }
    }
}
