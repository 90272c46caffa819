using System.Runtime.CompilerServices;
using Plumbline.Agent.Hosting;

namespace Plumbline.Agent.Probes;

/// <summary>
/// Counters that cost no lock and no atomic operation: each thread has a row of cells of its own, and a reader adds the rows up.
/// Exact once the threads are quiet; while they run, a reader sees each cell a moment late.
/// </summary>
internal static unsafe class HitCells
{
    [ThreadStatic]
    private static CellRow? t_row;

    private static readonly object s_lock = new();
    private static readonly List<long[]> s_live = [];
    private static long[] s_ended = new long[256];
    private static int s_next;

    /// <summary>A new counter at zero.</summary>
    public static int Allocate() => Interlocked.Increment(ref s_next) - 1;

    /// <summary>Address of a function that adds one, for woven code.</summary>
    public static nint Counter => (nint)(delegate*<int, void>)&Add;

    /// <remarks>PERF: compiled once and well: called by woven code, it would else run through its unoptimised form first.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(int cell) => Increment(cell);

    /// <summary>Adds one. 0 bytes allocated, but for the first time on a thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Increment(int cell)
    {
        var row = t_row;
        if (row is not null && (uint)cell < (uint)row.Cells.Length)
        {
            row.Cells[cell]++;
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
                sum += cell < row.Length ? Volatile.Read(ref row[cell]) : 0;
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
        var row = t_row;
        lock (s_lock)
        {
            if (row is null)
            {
                t_row = row = new CellRow(new long[size]);
            }
            else
            {
                s_live.Remove(row.Cells);
                var grown = new long[size];
                row.Cells.CopyTo(grown, 0);
                row.Cells = grown;
            }

            s_live.Add(row.Cells);
        }

        row.Cells[cell]++;
    }

    private static void Fold(long[] cells)
    {
        lock (s_lock)
        {
            s_live.Remove(cells);
            if (s_ended.Length < cells.Length)
            {
                Array.Resize(ref s_ended, cells.Length);
            }

            for (var i = 0; i < cells.Length; i++)
            {
                s_ended[i] += cells[i];
            }
        }
    }

    /// <summary>A thread's row. When the thread has ended and the row is collected, its counts are kept and its memory is given back.</summary>
    private sealed class CellRow(long[] cells)
    {
        public long[] Cells = cells;

        ~CellRow() => Fold(Cells);
    }
}
