namespace Plumbline.Origin.Summaries;

/// <summary>Lines counted by origin. Lines that say nothing of their writer are counted apart, and shares are of the others.</summary>
internal sealed class OriginTally
{
    private readonly long[] _classes = new long[4];

    public long Ai => _classes[(int)OriginClass.Ai];

    public long Human => _classes[(int)OriginClass.Human];

    public long Mixed => _classes[(int)OriginClass.Mixed];

    public long Unknown => _classes[(int)OriginClass.Unknown];

    public long Automation { get; private set; }

    public long Generated { get; private set; }

    public long Boilerplate { get; private set; }

    /// <summary>Lines with a class of their own.</summary>
    public long Counted => Ai + Human + Mixed + Unknown;

    public long All => Counted + Automation + Generated + Boilerplate;

    /// <summary>The share of counted lines for which there is evidence.</summary>
    public double Coverage => Counted == 0 ? 0 : 1 - ((double)Unknown / Counted);

    public long Of(OriginClass origin) => _classes[(int)origin];

    public void Add(OriginClass origin, OriginBuckets buckets, long lines)
    {
        if (buckets.HasFlag(OriginBuckets.Generated))
        {
            Generated += lines;
        }
        else if (buckets.HasFlag(OriginBuckets.Boilerplate))
        {
            Boilerplate += lines;
        }
        else if (buckets.HasFlag(OriginBuckets.Automation))
        {
            Automation += lines;
        }
        else
        {
            _classes[(int)origin] += lines;
        }
    }
}
