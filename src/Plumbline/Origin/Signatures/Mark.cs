namespace Plumbline.Origin.Signatures;

/// <summary>A signature that was found in a commit.</summary>
/// <param name="Place">The one place where it was found.</param>
/// <param name="Quote">The literal text, cut where it is long.</param>
/// <param name="Model">As normalised by <see cref="ModelName"/>; null where the mark does not tell.</param>
/// <param name="Session">What leads to the session: a URL or an id; null where the mark does not tell.</param>
/// <param name="Rejected">Why it is not believed; null where it is.</param>
internal sealed record Mark(Signature Signature, MarkPlace Place, string Quote, string? Model, string? Session, string? Rejected)
{
    /// <summary>The tool that left the mark; of a convention the one that is named in it.</summary>
    public string Tool { get; init; } = Signature.Tool;

    public bool IsAccepted => Rejected is null;
}
