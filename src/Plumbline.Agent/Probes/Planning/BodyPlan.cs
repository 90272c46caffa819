namespace Plumbline.Agent.Probes.Planning;

/// <summary>What a probe weaves into one body.</summary>
/// <param name="Token">The method that holds the body.</param>
/// <param name="Hooks">Not empty.</param>
/// <param name="Sites">What the hooks count for.</param>
internal sealed record BodyPlan(int Token, IReadOnlyList<PlannedHook> Hooks, IReadOnlyList<Site> Sites)
{
    /// <summary>A second body that the same sites need: the Dispose of an iterator.</summary>
    public BodyPlan? Also { get; init; }
}
