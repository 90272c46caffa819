using Plumbline.Ledger.Facts;

namespace Plumbline.Ledger.Tax;

/// <summary>An incident that no rule excludes, with the change that leads among those it is attributed to.</summary>
/// <param name="Incident">As it was judged.</param>
/// <param name="Lead">Place in <see cref="Population.Changes"/>; -1 where it has none.</param>
/// <param name="Verdict">Of the lead; <see cref="Verdict.Rejected"/> where there is none.</param>
/// <param name="InWindow">Whether it was detected within the window.</param>
internal readonly record struct TrackedIncident(JudgedIncident Incident, int Lead, Verdict Verdict, bool InWindow)
{
    /// <summary>Where its culprits stand in the list of <see cref="Population.Culprits"/>.</summary>
    public int From { get; init; }

    public int Count { get; init; }
}
