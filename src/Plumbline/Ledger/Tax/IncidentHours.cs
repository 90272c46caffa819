using System.Runtime.InteropServices;
using Plumbline.Ledger.Facts;

namespace Plumbline.Ledger.Tax;

/// <summary>Hours that went into one incident.</summary>
internal readonly record struct HoursSpent(double Measured, double Modelled, double Cost)
{
    public double All => Measured + Modelled;

    public HoursSpent Plus(HoursSpent other) => new(Measured + other.Measured, Modelled + other.Modelled, Cost + other.Cost);

    public HoursSpent Times(double share) => new(Measured * share, Modelled * share, Cost * share);
}

/// <summary>Hours by the incident that they were for: what responding, fixing, deploying again and verifying took. As written down, or else as modelled.</summary>
internal static class IncidentHours
{
    public static Dictionary<long, HoursSpent> Of(LedgerFacts facts, HourlyRates? rates)
    {
        // Of whoever wrote hours down for an incident, what is modelled for the same one is the same work: it would count twice.
        var told = facts.Hours.Where(entry => entry is { IsModelled: false, Hours: > 0 }).Select(entry => (entry.Incident, entry.Person)).ToHashSet();
        var spent = new Dictionary<long, HoursSpent>();
        foreach (var entry in facts.Hours)
        {
            if (entry.Incident != 0 && entry.Hours > 0 && !(entry.IsModelled && told.Contains((entry.Incident, entry.Person))))
            {
                var cost = rates is null ? 0 : entry.Hours * (entry.Senior ? rates.SeniorHour : rates.Hour);
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(spent, entry.Incident, out _);
                sum = sum.Plus(new HoursSpent(entry.IsModelled ? 0 : entry.Hours, entry.IsModelled ? entry.Hours : 0, cost));
            }
        }

        return spent;
    }
}
