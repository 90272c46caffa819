using Plumbline.Agent.Probes;

namespace Plumbline.Agent.Facts;

/// <summary>What one armed method, or one instantiation of it, has learned: its calls, and how many of them are looked at closely.</summary>
internal sealed class MethodFacts(Site site)
{
    /// <summary>Until the rate of the calls is known.</summary>
    private const long FirstMask = 255;

    /// <summary>Calls a second that are looked at closely, of one method. Where more come, every 2nd, 4th, 8th is.</summary>
    private const double ClosePerSecond = 5000;

    private const long WidestMask = 1023;
    private long _callsAtTick;

    public Site Site { get; } = site;

    /// <summary>Counts calls; threads mostly for themselves, so this is also how a thread knows that it is time to look closely.</summary>
    public nint Cell { get; } = CallCells.Allocate();

    /// <summary>Address of the mask: a call whose number on its thread has none of these bits is looked at closely.</summary>
    public nint Mask { get; } = NewMask();

    public long Calls => CallCells.Read(Cell);

    /// <summary>Looks at every call of a method that is called rarely, at few of one that is hot. Called by one thread.</summary>
    public void Tick(double seconds, bool hasRoom)
    {
        var calls = Calls;
        var rate = (calls - _callsAtTick) / Math.Max(seconds, 0.001);
        _callsAtTick = calls;
        FactCells.Write(Mask, 0, hasRoom ? MaskFor(rate) : WidestMask);
    }

    /// <summary>The smallest mask that keeps within the bound.</summary>
    public static long MaskFor(double rate)
    {
        var mask = 0L;
        while (rate / (mask + 1) > ClosePerSecond && mask < WidestMask)
        {
            mask = (mask << 1) | 1;
        }

        return mask;
    }

    ~MethodFacts()
    {
        FactCells.Free(Mask, 1);
        CallCells.Free(Cell);
    }

    private static nint NewMask()
    {
        var cell = FactCells.Allocate(1);
        FactCells.Write(cell, 0, FirstMask);
        return cell;
    }
}
