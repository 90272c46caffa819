namespace Plumbline.Origin;

/// <summary>Who wrote a line, and why that is thought.</summary>
/// <param name="Class">The verdict.</param>
/// <param name="Buckets">Whether the line is counted apart.</param>
/// <param name="Tool">The tool, where one is known.</param>
/// <param name="Model">The model, where one is named.</param>
/// <param name="Confidence">The probability that the class is right, 0 to 1.</param>
/// <param name="Evidence">Every mark that was looked at, accepted and rejected.</param>
internal sealed record LineVerdict(
    OriginClass Class,
    OriginBuckets Buckets,
    string? Tool,
    string? Model,
    double Confidence,
    IReadOnlyList<OriginEvidence> Evidence
);
