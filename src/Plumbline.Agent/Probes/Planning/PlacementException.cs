using Plumbline.Wire;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>A probe can't be placed; carries the answer for its owner.</summary>
internal sealed class PlacementException(Failure failure) : Exception(failure.Message)
{
    public Failure Failure { get; } = failure;
}
