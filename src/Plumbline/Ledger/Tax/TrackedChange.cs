using Plumbline.Ledger.Facts;
using Plumbline.Origin;

namespace Plumbline.Ledger.Tax;

/// <summary>One change, once, however many services it shipped with; times are UTC ticks.</summary>
/// <remarks>PERF: a struct in one array, as a ledger has a million of them.</remarks>
internal struct TrackedChange
{
    public const long Never = long.MaxValue;

    /// <summary>The row of the service that had it first.</summary>
    public ShippedChange First;

    public OriginClass Origin;

    /// <summary>Number of the service in <see cref="Population.Services"/>.</summary>
    public int Service;

    public long Shipped;

    /// <summary>When it was gone from the last service that had it, or <see cref="Never"/>.</summary>
    public long Gone;

    /// <summary>When the first incident was detected that it is the leading culprit of, or <see cref="Never"/>.</summary>
    public long FirstIncident;

    /// <summary>Incidents that it is the leading culprit of.</summary>
    public int Incidents;

    /// <summary>Whether it shipped within the window.</summary>
    public bool InWindow;

    /// <summary>The end of its time at risk: first incident, gone, or the end of observation.</summary>
    public readonly long End(long until) => Math.Min(Math.Min(FirstIncident, Gone), until);

    /// <summary>Whether an incident came while it was at risk.</summary>
    public readonly bool Failed(long until) => FirstIncident <= Math.Min(Gone, until);

    public readonly double Days(long until) => (double)(End(until) - Shipped) / TimeSpan.TicksPerDay;

    public void Join(ShippedChange row, int service)
    {
        Gone = Math.Max(Gone, row.Gone?.UtcTicks ?? Never);
        if (row.Shipped.UtcTicks < Shipped || (row.Shipped.UtcTicks == Shipped && string.CompareOrdinal(row.Service, First.Service) < 0))
        {
            (First, Service, Shipped) = (row, service, row.Shipped.UtcTicks);
        }
    }
}
