namespace Plumbline.Origin;

/// <summary>One mark or claim about a line.</summary>
/// <param name="Kind">What it is, e.g. <c>co-author</c>, <c>git-ai note</c>, <c>policy</c>.</param>
/// <param name="Source">Where it stands: a commit id, a ref, a file.</param>
/// <param name="Quote">Its literal text; untrusted.</param>
/// <param name="Weight">What it adds to the verdict, 0 to 1.</param>
/// <param name="Rejected">Why it does not count, or null where it does.</param>
internal sealed record OriginEvidence(string Kind, string Source, string Quote, double Weight, string? Rejected = null);
