using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Judging;

/// <summary>A change that is said to repair an incident.</summary>
/// <param name="Change">The change.</param>
/// <param name="Words">Where it is said.</param>
internal readonly record struct FixLink(KnownChange Change, string Words);

/// <summary>A try at ending an incident.</summary>
/// <param name="By">The change of it that was the try; null where it was the deployment itself.</param>
internal readonly record struct Try(JudgedDeployment Deployment, RemedyKind Kind, string Words, KnownChange? By = null);

/// <summary>An incident while it is judged, and after.</summary>
internal sealed class IncidentCase(long id, Incident record, string service)
{
    public long Id => id;

    public Incident Record => record;

    public string Service => service;

    public Exclusion Exclusion { get; set; }

    /// <summary>Why it is excluded, or what of it can't be used; null where all is well.</summary>
    public string? Note { get; set; }

    /// <summary>The incident that this one repeats.</summary>
    public IncidentCase? Original { get; set; }

    /// <summary>Those that repeat this one; what they name counts here.</summary>
    public List<IncidentCase> Repeats { get; } = [];

    /// <summary>Null while it is open, and where its end lies before its beginning.</summary>
    public DateTimeOffset? Restored { get; set; }

    public bool ClockIsWrong { get; set; }

    /// <summary>What ran when it was noticed; null where no deployment is known.</summary>
    public JudgedDeployment? Running { get; set; }

    public List<FixLink> Fixes { get; } = [];

    /// <summary>Where there is no fix: a change that may be one, though nothing links them.</summary>
    public FixLink? Possible { get; set; }

    public List<Evidence> Evidence { get; } = [];

    /// <summary>By change, what is held of it; filled last.</summary>
    public Dictionary<KnownChange, (double Weight, Verdict Verdict)> Blames { get; } = [];

    /// <summary>The deployment that failed by it, and how sure that is.</summary>
    public (JudgedDeployment Deployment, Verdict Verdict)? Failed { get; set; }

    /// <summary>Those that are more than possible; what is only possible is told apart, and counts nowhere.</summary>
    public List<Try> Tries { get; } = [];

    public Try? PossibleTry { get; set; }

    public DateTimeOffset? Verified { get; set; }

    /// <summary>This one and its repeats.</summary>
    public IEnumerable<IncidentCase> Together => Repeats.Prepend(this);

    /// <summary>Whether a change may be looked for.</summary>
    public bool IsEligible => Exclusion is Exclusion.None or Exclusion.Flap;
}
