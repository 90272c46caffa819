using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Deployments;

/// <summary>A deployment in the order of its place.</summary>
/// <param name="Deployment">The first of those that are one: the same commit told again within the hour is one deployment in several steps.</param>
/// <param name="Repeats">The others of these.</param>
/// <param name="Previous">The successful one before, whose commit was there until then; null for the first.</param>
/// <param name="Kind">As the source says, or as the commits show.</param>
internal sealed record ChainLink(Deployment Deployment, IReadOnlyList<Deployment> Repeats, ChainLink? Previous, DeploymentKind Kind)
{
    /// <summary>Whether users had it.</summary>
    public bool Succeeded => Deployment.Result == DeploymentResult.Succeeded;

    public DateTimeOffset At => Deployment.At ?? DateTimeOffset.MinValue;
}
