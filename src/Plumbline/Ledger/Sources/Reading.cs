using Plumbline.Ledger.Observations;

namespace Plumbline.Ledger.Sources;

/// <summary>What an event says.</summary>
/// <param name="Observations">Empty where it says nothing that matters, or was rejected.</param>
/// <param name="Rejected">Why it was, or null.</param>
/// <param name="Ignored">Why it is of no interest, though nothing is wrong with it; or null.</param>
internal readonly record struct Reading(IReadOnlyList<Observation> Observations, string? Rejected = null, string? Ignored = null)
{
    public static Reading Of(params IReadOnlyList<Observation> observations) => new(observations);

    public static Reading Ignore(string why) => new([], null, why);

    public static Reading Reject(string why) => new([], why);
}
