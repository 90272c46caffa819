namespace Plumbline.Agent.Probes;

/// <summary>
/// Whether one more hit of a probe is acted on: its number of hits, its rate, the CPU budget of the process.
/// PERF: no clock is read here, since that costs more than a rejected hit may: the tokens are refilled by housekeeping.
/// </summary>
/// <param name="isRare">Whether its hits are chosen sparingly elsewhere and may use the budget's reserve.</param>
internal sealed class Admission(long hits, double rate, CpuBudget budget, Drops drops, bool isRare = false)
{
    private readonly double _burst = Math.Max(1, rate);
    private double _fraction;
    private long _left = hits > 0 ? hits : long.MaxValue;
    private long _tokens = rate > 0 ? Math.Max(1, (long)rate) : long.MaxValue;

    /// <summary>Whether the probe has had all the hits it was placed for.</summary>
    public bool IsSpent => Volatile.Read(ref _left) <= 0;

    /// <summary>Whether a hit that begins now may be let in when it ends.</summary>
    public bool MayAdmit => !IsSpent && HasRoom;

    private bool HasRoom => isRare ? budget.HasReserve : budget.HasRoom;

    /// <summary>True where the hit is to be acted on; a hit that is not is counted by its reason.</summary>
    public bool TryAdmit() => TryBegin() && TryKeep();

    /// <summary>True where a hit may begin whose number is taken only when it ends: by rate and budget.</summary>
    public bool TryBegin()
    {
        if (IsSpent)
        {
            return false;
        }

        if (!HasRoom)
        {
            drops.Budget();
            return false;
        }

        if (rate > 0 && !TakeToken())
        {
            drops.Rate();
            return false;
        }

        return true;
    }

    /// <summary>Takes the number of a hit that has begun so.</summary>
    public bool TryKeep() => !IsSpent && (hits <= 0 || Interlocked.Decrement(ref _left) >= 0);

    /// <summary>Refills the tokens for the time since the last call. Called by one thread.</summary>
    public void Fill(double seconds)
    {
        if (rate <= 0)
        {
            return;
        }

        _fraction += seconds * rate;
        var whole = (long)_fraction;
        _fraction -= whole;
        var now = Interlocked.Add(ref _tokens, whole);
        if (now > _burst)
        {
            Interlocked.Add(ref _tokens, (long)_burst - now);
        }
    }

    private bool TakeToken()
    {
        if (Volatile.Read(ref _tokens) <= 0)
        {
            return false;
        }

        if (Interlocked.Decrement(ref _tokens) >= 0)
        {
            return true;
        }

        Interlocked.Increment(ref _tokens);
        return false;
    }
}
