using System.Diagnostics;
using System.Runtime.InteropServices;
using Plumbline.Agent.Facts;
using Plumbline.Agent.Hosting;
using Plumbline.Agent.Probes;
using Plumbline.Agent.Probes.Thunks;

namespace Plumbline.Agent.Slow;

/// <summary>
/// How long calls take by a clock that advances every 25 milliseconds: a call adds what the clock advanced meanwhile, mostly nothing. Of one
/// call that is off by up to a tick; of many the sum is right, since a call of d milliseconds meets a tick with the chance d/25. PERF: a
/// method's entry and end cost a load each, where two readings of the real clock would cost 50 ns. A tick costs 20 us, most of it the kernel's, so
/// it comes no more often than it has to.
/// </summary>
internal static unsafe class CoarseTimes
{
    private const int TickMilliseconds = 25;

    /// <summary>What the clock shows (Stopwatch ticks), where woven code finds it; never 0.</summary>
    private static readonly long* s_now = New();

    private static readonly object s_lock = new();
    private static readonly Queue<int> s_free = new();
    private static volatile object s_boxed = Stopwatch.GetTimestamp();
    private static int s_users;
    private static ManualResetEvent? s_stop;

    /// <summary>Address of the clock, for woven code.</summary>
    public static nint Clock => (nint)s_now;

    /// <summary>Addresses of functions for woven code where a call ended: (number, time that it began); (number, time, exception).</summary>
    public static nint EndFunction => (nint)(delegate*<int, long, void>)&End;

    public static nint ThrewFunction => (nint)(delegate*<int, long, object, void>)&Threw;

    /// <summary>Address of a function for woven code where a call ended: (number of a lazy thunk, number, time that it began, limit).</summary>
    public static nint FindFunction => (nint)(delegate*<int, int, long, long, nint>)&Find;

    /// <summary>A limit that the clock is fine enough for.</summary>
    public static bool Suffices(double milliseconds) => milliseconds >= 10 * TickMilliseconds;

    /// <summary>Numbers of a new pair of counters: of calls, and after it of ticks.</summary>
    public static int Allocate()
    {
        lock (s_lock)
        {
            return s_free.TryDequeue(out var free) ? free : CallCells.AllocateNumber(2);
        }
    }

    /// <summary>The counters may serve another method. A call of the old one that has not ended yet adds what little it took.</summary>
    public static void Free(int number)
    {
        lock (s_lock)
        {
            s_free.Enqueue(number);
        }
    }

    /// <summary>Calls, and their Stopwatch ticks.</summary>
    public static (long Calls, long Ticks) Read(int number) => (CallCells.Read(number), CallCells.Read(number + 1));

    /// <summary>The same, as they were when all were looked at last.</summary>
    public static (long Calls, long Ticks) Read(int number, CallTotals totals) => (totals.Of(number), totals.Of(number + 1));

    /// <summary>Has the clock run; each call wants one of <see cref="Release"/>.</summary>
    public static void Retain()
    {
        lock (s_lock)
        {
            if (s_users++ == 0)
            {
                s_stop = new ManualResetEvent(false);
                new Thread(Run) { IsBackground = true, Name = "plumbline clock" }.Start(s_stop);
            }
        }
    }

    public static void Release()
    {
        lock (s_lock)
        {
            if (--s_users == 0)
            {
                s_stop!.Set();
            }
        }
    }

    /// <summary>Counts a call that is timed by the real clock.</summary>
    public static void Count(int number) => ++*CallCells.Mine(number);

    /// <summary>Adds what such a call took, in Stopwatch ticks.</summary>
    public static void Add(int number, long elapsed) => Interlocked.Add(ref *CallCells.Mine(number + 1), elapsed);

    /// <summary>Counts a call of an async method.</summary>
    /// <returns>What the clock shows, in an object that all calls share until it advances.</returns>
    public static object BeginBoxed(int number)
    {
        ++*CallCells.Mine(number);
        return s_boxed;
    }

    public static void End(int number, long started)
    {
        var elapsed = *s_now - started;
        if (elapsed > 0)
        {
            Add(number, elapsed);
        }
    }

    /// <summary>Adds what a call took, and gives the thunk that tells of a slow one, or 0.</summary>
    private static nint Find(int thunk, int number, long started, long limit)
    {
        var elapsed = *s_now - started;
        if (elapsed > 0)
        {
            Add(number, elapsed);
        }

        return elapsed > limit ? LazyThunks.Find(thunk) : 0;
    }

    private static void Threw(int number, long started, object exception) => End(number, started);

    private static long* New()
    {
        var cell = (long*)NativeMemory.Alloc(sizeof(long));
        *cell = Stopwatch.GetTimestamp();
        return cell;
    }

    private static void Run(object? stop)
    {
        Reentrancy.MarkAgentThread();
        try
        {
            while (!((ManualResetEvent)stop!).WaitOne(TickMilliseconds))
            {
                var now = Stopwatch.GetTimestamp();
                s_boxed = now;
                Volatile.Write(ref *s_now, now);
            }
        }
        catch (Exception fault)
        {
            SelfLog.Fault("keeping the clock", fault);
        }
    }
}
