using Plumbline.Ledger.Facts;

namespace Plumbline.Ledger.Judging;

/// <summary>Steps of the ladder, the strongest first.</summary>
internal enum EvidenceStep
{
    /// <summary>A person decided.</summary>
    Person,

    /// <summary>Somebody wrote it down: in the incident, in a message, as a trailer or a label.</summary>
    Link,

    /// <summary>Going back to what ran before restored the service.</summary>
    Rollback,

    /// <summary>The fix changed what it had written.</summary>
    Fix,

    /// <summary>It wrote a line that stood on the stack.</summary>
    Frame,

    /// <summary>It went out shortly before, no more.</summary>
    Time,
}

/// <summary>One thing that speaks for a change or a deployment as the cause of an incident, or against it.</summary>
/// <param name="Step">How strong such a thing is.</param>
/// <param name="Verdict">What it makes of the change by itself.</param>
/// <param name="Weight">Its share among what this step names for the incident, 0 to 1.</param>
/// <param name="Words">What it is, for people; holds texts of others.</param>
internal sealed record Evidence(EvidenceStep Step, Verdict Verdict, double Weight, string Words)
{
    /// <summary>The change that it speaks of; null where it speaks of a deployment alone, or of what is not at hand.</summary>
    public KnownChange? Change { get; init; }

    public JudgedDeployment? Deployment { get; init; }

    /// <summary>The very commit, where it names one.</summary>
    public string? Commit { get; init; }

    /// <summary>The file and line at the deployed commit, where it names one.</summary>
    public string? Place { get; init; }
}
