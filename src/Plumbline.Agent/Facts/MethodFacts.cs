using Plumbline.Agent.Probes;

namespace Plumbline.Agent.Facts;

/// <summary>What one armed method, or one instantiation of it, has learned: its calls, and how many of them are looked at closely.</summary>
internal sealed class MethodFacts(Site site)
{
    /// <summary>Which of the masks is for what needs every call, and which for what a sample will do.</summary>
    public const int LookMask = 0;
    public const int SampleMask = 1;

    /// <summary>Until the rate of the calls is known.</summary>
    private const long FirstMask = 255;

    /// <summary>Calls after which a few of those that come tell how its numbers are spread. Before, all that are looked at do.</summary>
    private const long CallsToSample = 20_000;

    /// <summary>Calls a second whose numbers are sampled then.</summary>
    private const double SampledPerSecond = 100;

    private const long WidestMask = 1023;
    private long _callsAtTick;

    public Site Site { get; } = site;

    /// <summary>Counts calls; threads mostly for themselves, so this is also how a thread knows that it is time to look closely.</summary>
    public int Counter { get; } = CallCells.Allocate();

    /// <summary>The counter's address, for woven code.</summary>
    public nint Cell => CallCells.AddressOf(Counter);

    /// <summary>Whether what is learned needs every call: a text says nothing before its characters are looked at, where of numbers a sample does.</summary>
    public bool LooksAtAll { get; set; }

    /// <summary>Address of the two masks: a call whose number on its thread has none of these bits is looked at closely, and sampled.</summary>
    public nint Masks { get; } = NewMasks();

    public long Calls => CallCells.Read(Counter);

    /// <summary>Calls a second, between the last two ticks.</summary>
    public double Rate { get; private set; }

    /// <summary>Takes note of how often it is called. Called by one thread.</summary>
    /// <param name="calls">Calls so far.</param>
    /// <param name="seconds">Since the last tick.</param>
    public void Tick(long calls, double seconds)
    {
        Rate = Math.Max(0, calls - _callsAtTick) / Math.Max(seconds, 0.001);
        _callsAtTick = calls;
    }

    /// <summary>Looks at every call of a method that is called rarely, at few of one that is hot. Called by one thread.</summary>
    /// <param name="most">Calls a second that may be looked at closely; null for as few as can be.</param>
    public void Look(double? most)
    {
        var look = most is { } bound ? MaskFor(Rate, bound) : WidestMask;
        FactCells.Write(Masks, LookMask, look);
        FactCells.Write(Masks, SampleMask, _callsAtTick < CallsToSample ? look : Math.Max(look, MaskFor(Rate, SampledPerSecond)));
    }

    /// <summary>The smallest mask that keeps within the bound.</summary>
    public static long MaskFor(double rate, double most)
    {
        var mask = 0L;
        while (rate / (mask + 1) > most && mask < WidestMask)
        {
            mask = (mask << 1) | 1;
        }

        return mask;
    }

    ~MethodFacts()
    {
        FactCells.Free(Masks, 2);
        CallCells.Free(Counter);
    }

    private static nint NewMasks()
    {
        var cells = FactCells.Allocate(2);
        FactCells.Write(cells, LookMask, FirstMask);
        FactCells.Write(cells, SampleMask, FirstMask);
        return cells;
    }
}
