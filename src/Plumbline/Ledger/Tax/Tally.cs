using Plumbline.Statistics;

namespace Plumbline.Ledger.Tax;

/// <summary>Sums over changes of the window that have something in common.</summary>
internal sealed class Tally
{
    public long Changes { get; private set; }

    /// <summary>Changes with at least one incident, at risk or not.</summary>
    public long Blamed { get; private set; }

    /// <summary>Changes whose first incident came while they were at risk: the events that belong to <see cref="Days"/>.</summary>
    public long Failed { get; private set; }

    public long Incidents { get; private set; }

    /// <summary>Days at risk, to the first incident, to when it was gone, or to the end of observation.</summary>
    public double Days { get; private set; }

    public long Lines { get; private set; }

    public Rate ByChange => new(Incidents, Changes);

    public Rate ByDay => new(Failed, Days);

    public Rate ByLine => new(Incidents, Lines);

    public void Add(in TrackedChange change, long until)
    {
        Changes++;
        Blamed += change.Incidents > 0 ? 1 : 0;
        Failed += change.Failed(until) ? 1 : 0;
        Incidents += change.Incidents;
        Days += change.Days(until);
        Lines += change.First.Lines;
    }

    public void Add(Tally other)
    {
        Changes += other.Changes;
        Blamed += other.Blamed;
        Failed += other.Failed;
        Incidents += other.Incidents;
        Days += other.Days;
        Lines += other.Lines;
    }
}
