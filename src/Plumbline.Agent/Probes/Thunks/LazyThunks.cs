using System.Runtime.CompilerServices;
using Plumbline.Agent.Hosting;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>
/// Thunks that are generated when their hook is first reached. Thousands of methods may be armed, and few of them ever fail: a thunk for
/// each takes milliseconds and kilobytes. Woven code asks by number, gets an address, and calls it.
/// </summary>
internal static unsafe class LazyThunks
{
    /// <summary>How long a hit waits for another thread that generates, in milliseconds.</summary>
    private const int MostMilliseconds = 100;

    private static readonly object s_lock = new();
    private static Lazy?[] s_makers = new Lazy?[256];
    private static nint[] s_made = new nint[256];
    private static int s_count;

    /// <summary>Address of a function for woven code: takes the number, gives the thunk's address, or 0 where there is none.</summary>
    public static nint Function => (nint)(delegate*<int, nint>)&Find;

    /// <summary>A new number; never used again, as woven code of a probe that is gone may still be running.</summary>
    public static int Add(Probe probe, Func<nint> make)
    {
        lock (s_lock)
        {
            if (s_count == s_makers.Length)
            {
                Volatile.Write(ref s_makers, Longer(s_makers));
                Volatile.Write(ref s_made, Longer(s_made));
            }

            s_makers[s_count] = new Lazy(probe, make);
            probe.Thunks.Add(s_count);
            return s_count++;
        }
    }

    /// <summary>The probe is gone: what is not made yet is not wanted any more.</summary>
    public static void Forget(Probe probe)
    {
        lock (s_lock)
        {
            foreach (ref var maker in s_makers.AsSpan(0, s_count))
            {
                maker = maker?.Probe == probe ? null : maker;
            }
        }
    }

    /// <summary>No thunk is found by these numbers any more.</summary>
    public static void Close(IReadOnlyList<int> numbers)
    {
        lock (s_lock)
        {
            foreach (var number in numbers)
            {
                (s_makers[number], s_made[number]) = (null, 0);
            }
        }
    }

    /// <summary>The thunk's address, or 0. SAFETY: woven code calls this without a handler around it, so nothing is thrown.</summary>
    public static nint Find(int number)
    {
        var made = Volatile.Read(ref s_made);
        return number < made.Length && made[number] is var address and not 0 ? address : Make(number);
    }

    private static T[] Longer<T>(T[] items)
    {
        var longer = new T[items.Length * 2];
        items.CopyTo(longer, 0);
        return longer;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint Make(int number)
    {
        // SAFETY: what is used below may itself be armed.
        if (!Reentrancy.TryEnter())
        {
            return 0;
        }

        try
        {
            // One that is made meanwhile is no maker any more.
            return !RuntimeHelpers.TryEnsureSufficientExecutionStack() ? 0
                : Volatile.Read(ref s_makers)[number] is { } lazy ? MakeOne(number, lazy)
                : Volatile.Read(ref s_made)[number];
        }
        catch (Exception fault)
        {
            SelfLog.Fault("generating a thunk", fault);
            return 0;
        }
        finally
        {
            Reentrancy.Leave();
        }
    }

    /// <summary>Only another thread that makes the same thunk is waited for: behind any other, on a busy machine, a first would be lost.</summary>
    private static nint MakeOne(int number, Lazy lazy)
    {
        if (!Monitor.TryEnter(lazy, MostMilliseconds))
        {
            return 0;
        }

        try
        {
            if (lazy.Make is { } make)
            {
                lazy.Make = null;
                lazy.Made = make();
                Publish(number, lazy.Made);
            }

            return lazy.Made;
        }
        catch (Exception fault)
        {
            lazy.Probe.Faulted(fault);
            return 0;
        }
        finally
        {
            // Not charged to the budget: it comes once, and would cost the first failure the values that it is made for.
            Monitor.Exit(lazy);
        }
    }

    private static void Publish(int number, nint address)
    {
        lock (s_lock)
        {
            s_made[number] = address;
            s_makers[number] = null;
        }
    }

    private sealed class Lazy(Probe probe, Func<nint> make)
    {
        public Probe Probe { get; } = probe;

        public Func<nint>? Make { get; set; } = make;

        public nint Made { get; set; }
    }
}
