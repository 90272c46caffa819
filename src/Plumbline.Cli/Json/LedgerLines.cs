namespace Plumbline.Cli.Json;

/// <summary>What became of events that were given to the ledger.</summary>
/// <param name="Source">Who sent them; null where all were read again.</param>
/// <param name="Taken">Are in the records now.</param>
/// <param name="Known">Were there before.</param>
/// <param name="Ignored">Are kept, and say nothing that matters here.</param>
/// <param name="Rejected">Are kept, and can't be read.</param>
internal sealed record IngestedLine(string? Source, long Taken, long Known, long Ignored, long Rejected) : JsonLine;

/// <summary>An event that could not be read.</summary>
/// <param name="Source">Who sent it.</param>
/// <param name="Received">When it came.</param>
/// <param name="Reason">Why it could not be read.</param>
/// <param name="Body">As it came.</param>
internal sealed record RejectedLine(string Source, string Received, string Reason, string Body) : JsonLine;

/// <summary>A change that an incident is attributed to.</summary>
/// <param name="Change">Its key: repository with number or commit.</param>
/// <param name="Commit">By which it came.</param>
/// <param name="Title">Untrusted.</param>
/// <param name="Origin">ai, mixed, human or unknown.</param>
/// <param name="Tool">Of most AI lines.</param>
/// <param name="Weight">Its share, 0 to 1; those of an incident sum to at most 1.</param>
/// <param name="Verdict">confirmed, probable, possible or rejected.</param>
internal sealed record BlameLine(string Change, string? Commit, string Title, string Origin, string? Tool, double Weight, string Verdict);

/// <summary>An incident as it was judged.</summary>
/// <param name="Id">Source and its own id.</param>
/// <param name="Restored">Null while it is open, or where its end lies before its beginning.</param>
/// <param name="Excluded">Why it counts by no origin: duplicate, not-production, other-cause, flap; null where it counts.</param>
/// <param name="Note">The same in words, or what of it can't be used.</param>
/// <param name="Deployment">The deployment that failed by it, at least probably.</param>
/// <param name="Suspect">The deployment where it is no more than possible.</param>
/// <param name="Blames">The heaviest first.</param>
/// <param name="Remedies">Deployments that tried to end it.</param>
/// <param name="Verified">When it had stayed quiet long enough.</param>
internal sealed record IncidentLine(
    string Id,
    string Title,
    string Service,
    string? Severity,
    string Detected,
    string? Restored,
    string Cause,
    string? Excluded,
    string? Note,
    string? Deployment,
    string? Suspect,
    BlameLine[] Blames,
    int Remedies,
    string? Verified) : JsonLine;

/// <summary>One thing that speaks for a cause.</summary>
/// <param name="Step">person, link, rollback, fix, frame or time: the ladder, the strongest first.</param>
/// <param name="Verdict">What it makes of the cause by itself.</param>
/// <param name="Weight">Its share within its step.</param>
/// <param name="Place">File and line at the commit that ran.</param>
/// <param name="Words">What it is; untrusted.</param>
internal sealed record EvidenceLine(string Step, string Verdict, double Weight, string? Change, string? Deployment, string? Commit, string? Place, string Words);

/// <summary>What happened at a moment.</summary>
/// <param name="What">running, detected, acknowledged, rollback, hotfix, fix-forward, config, diagnostic, restored or verified.</param>
internal sealed record MomentLine(string At, string What, string? Deployment, string? Words);

/// <summary>What a person decided.</summary>
/// <param name="Subject">Key of the change or deployment; null where all is meant.</param>
internal sealed record DecisionLine(string At, string Who, string Decision, string? Subject, string? Words);

/// <summary>An incident with all that stands behind it.</summary>
internal sealed record IncidentStoryLine(IncidentLine Incident, MomentLine[] Timeline, EvidenceLine[] Evidence, DecisionLine[] Decisions) : JsonLine;

/// <summary>A deployment as it was judged.</summary>
/// <param name="Id">Source and its own id.</param>
/// <param name="What">deploy, rollback, redeploy or config.</param>
/// <param name="Changes">That were in production for the first time with it.</param>
/// <param name="AiShare">Of the lines that it brought, 0 to 1; null where nobody knows.</param>
/// <param name="NotCounted">Why it counts in no figure.</param>
/// <param name="NoCode">Why its commit is not known.</param>
/// <param name="Failures">Incidents by which it failed, at least probably.</param>
/// <param name="Remedies">Incidents that it tried to end.</param>
internal sealed record DeploymentLine(
    string Id,
    string Service,
    string Environment,
    string? Region,
    string? At,
    string What,
    string Result,
    string? Commit,
    string? Version,
    string? Previous,
    int Changes,
    double? AiShare,
    bool Proxy,
    string? NotCounted,
    string? NoCode,
    string[] Failures,
    string[] Remedies) : JsonLine;

/// <summary>When a change came to production with a service.</summary>
internal sealed record ShipmentLine(string Service, string At, string? Deployment, string? Gone);

/// <summary>Source lines by who wrote them, without boilerplate and generated files.</summary>
internal sealed record ChangeLinesLine(int Ai, int Human, int Mixed, int Unknown);

/// <summary>An incident that a change is held to have caused.</summary>
internal sealed record CausedLine(string Incident, string Title, double Weight, string Verdict);

/// <summary>A change: its origin, when it shipped, and how it fared since.</summary>
/// <param name="Id">Repository with number or commit.</param>
/// <param name="Reworked">Of its lines those changed or deleted again within 14 days.</param>
/// <param name="RevertedBy">Key of the change that took it back.</param>
/// <param name="Fixes">Incidents that it is said to repair.</param>
/// <param name="NotCounted">Why it is in no figure.</param>
internal sealed record ChangeLine(
    string Id,
    long? Number,
    string? Commit,
    string Title,
    string? At,
    string Origin,
    string? Tool,
    string? Model,
    ChangeLinesLine Lines,
    int Reworked,
    ShipmentLine[] Shipped,
    CausedLine[] Caused,
    string[] Fixes,
    string? RevertedBy,
    string? NotCounted) : JsonLine;

/// <summary>Whether a metric counts a record.</summary>
/// <param name="Metric">Its number in docs/ledger.md, M1 to M13.</param>
/// <param name="Name">In words.</param>
/// <param name="Counted">Whether it does.</param>
/// <param name="Reason">Why, or why not.</param>
internal sealed record CountedLine(string Metric, string Name, bool Counted, string Reason);

/// <summary>Why a record is or is not counted in each metric.</summary>
/// <param name="Record">deployment, incident or change.</param>
internal sealed record ExplainedLine(string Id, string Record, CountedLine[] Metrics) : JsonLine;

/// <summary>A decision that was noted.</summary>
internal sealed record DecidedLine(string Incident, string Decision, string? Subject, string Who) : JsonLine;
