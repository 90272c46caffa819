namespace Plumbline.Ledger.Judging;

/// <summary>What a person decided.</summary>
internal enum Decision
{
    /// <summary>The change caused the incident, as was found.</summary>
    Confirm,

    /// <summary>It did not.</summary>
    Reject,

    /// <summary>It did, though nothing found it.</summary>
    Link,
}

/// <summary>
/// One decision about one incident. None is ever changed or deleted: a later one about the same subject takes its place.
/// </summary>
/// <param name="Number">The order in which they were made.</param>
/// <param name="Incident">Its key.</param>
/// <param name="Subject">Key of a change or a deployment; empty for all that is attributed.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Who">Name or address of the person, as given.</param>
/// <param name="At">When.</param>
/// <param name="Words">Why, in the person's words; may be empty.</param>
internal sealed record HumanVerdict(long Number, string Incident, string Subject, Decision Decision, string Who, DateTimeOffset At, string Words);
