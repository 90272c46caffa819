using Plumbline.Ledger.Observations;

namespace Plumbline.Store.Ledger;

/// <summary>Kinds of records, as mentions have them; numbers are stored.</summary>
internal enum RecordKind
{
    Deployment = 1,
    Incident = 2,
    Change = 3,
    Effort = 4,
}

internal static class RecordKinds
{
    public static RecordKind Of(Observation observation) => observation switch
    {
        DeploymentSeen => RecordKind.Deployment,
        IncidentSeen => RecordKind.Incident,
        ChangeSeen => RecordKind.Change,
        EffortSeen => RecordKind.Effort,
        _ => throw new ArgumentOutOfRangeException(nameof(observation)),
    };
}
