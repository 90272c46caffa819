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
    private static Lazy[] s_makers = new Lazy[256];
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
                Array.Resize(ref s_makers, s_count * 2);
                var made = new nint[s_count * 2];
                s_made.CopyTo(made, 0);
                Volatile.Write(ref s_made, made);
            }

            s_makers[s_count] = new Lazy(probe, make);
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
                maker = maker.Probe == probe ? default : maker;
            }
        }
    }

    /// <summary>The thunk's address, or 0. SAFETY: woven code calls this without a handler around it, so nothing is thrown.</summary>
    public static nint Find(int number)
    {
        var made = Volatile.Read(ref s_made);
        return number < made.Length && made[number] is var address and not 0 ? address : Make(number);
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
            return RuntimeHelpers.TryEnsureSufficientExecutionStack() && Monitor.TryEnter(s_lock, MostMilliseconds) ? MakeLocked(number) : 0;
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

    private static nint MakeLocked(int number)
    {
        var lazy = s_makers[number];
        try
        {
            if (s_made[number] == 0 && lazy.Make is { } make)
            {
                s_makers[number] = default;
                s_made[number] = make();
            }

            return s_made[number];
        }
        catch (Exception fault)
        {
            lazy.Probe?.Faulted(fault);
            return 0;
        }
        finally
        {
            // Not charged to the budget: it comes once, and would cost the first failure the values that it is made for.
            Monitor.Exit(s_lock);
        }
    }

    private readonly record struct Lazy(Probe? Probe, Func<nint>? Make);
}
