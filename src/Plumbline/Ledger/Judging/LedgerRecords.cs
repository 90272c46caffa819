using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Judging;

/// <summary>All that the events told, before anything is judged.</summary>
internal sealed record LedgerRecords
{
    public IReadOnlyList<Deployment> Deployments { get; init; } = [];

    public IReadOnlyList<Incident> Incidents { get; init; } = [];

    public IReadOnlyList<Change> Changes { get; init; } = [];

    public IReadOnlyList<Effort> Efforts { get; init; } = [];

    /// <summary>What people decided, in the order in which they did.</summary>
    public IReadOnlyList<HumanVerdict> Verdicts { get; init; } = [];

    /// <summary>The last moment that any of them speaks of; what came after it nobody knows.</summary>
    public DateTimeOffset Until => Times().DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max();

    private IEnumerable<DateTimeOffset> Times() =>
        Deployments.SelectMany(deployment => Told(deployment.Started, deployment.Finished))
            .Concat(Incidents.SelectMany(incident => Told(incident.Detected, incident.Acknowledged, incident.Mitigated, incident.Resolved)))
            .Concat(Changes.SelectMany(change => Told(change.Opened, change.Merged)))
            .Concat(Efforts.Select(effort => effort.Started));

    private static IEnumerable<DateTimeOffset> Told(params DateTimeOffset?[] times) => times.OfType<DateTimeOffset>();
}
