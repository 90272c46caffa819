namespace Plumbline.Origin.Signatures;

/// <summary>One mark that a tool leaves in commits.</summary>
/// <param name="Id">Stable name, for output and for settings.</param>
/// <param name="Tool">The tool as people call it.</param>
/// <param name="Pattern">
/// The whole of what is matched, without regard to case: <c>Name &lt;mail&gt;</c> for identities, a line of the message otherwise.
/// <c>*</c> stands for anything; <c>{model}</c>, <c>{session}</c> and <c>{value}</c> for anything that is kept.
/// </param>
internal sealed record Signature(string Id, string Tool, SignatureKind Kind, MarkPlace Place, string Pattern)
{
    public ModelReading Model { get; init; }

    public SignatureSource Source { get; init; } = SignatureSource.Seen;

    /// <summary>When the mark was first seen; one in an older commit is not believed.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>A time in which the mark was left without the tool having been used.</summary>
    public FalseWindow? False { get; init; }

    /// <summary>Why the mark is weaker than others of its kind; null where it is not.</summary>
    public string? Doubt { get; init; }

    /// <summary>Texts that it matches, as they were found.</summary>
    public string[] Examples { get; init; } = [];

    /// <summary>Texts that look like it, and that nothing in the table may match.</summary>
    public string[] CounterExamples { get; init; } = [];
}

/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
internal sealed record FalseWindow(DateOnly From, DateOnly To, string Reason);
