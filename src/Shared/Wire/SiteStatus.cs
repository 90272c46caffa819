namespace Plumbline.Wire;

/// <summary>One method that a probe is woven into.</summary>
/// <param name="Method">Source name.</param>
/// <param name="Assembly">Simple name.</param>
/// <param name="Event">entry, return, throw or line.</param>
/// <param name="File">Source path, or null.</param>
/// <param name="Line">Line that the probe stands on, or 0.</param>
/// <param name="NativeVersions">Bodies compiled since the probe was placed.</param>
/// <param name="Inliners">Callers that had inlined the method and were compiled again.</param>
/// <param name="Hits">Hits here.</param>
/// <param name="Refusal">Why this site is not woven, or null.</param>
/// <param name="Note">What is not seen at this site although it is woven, or null.</param>
internal sealed record SiteStatus(
    string Method,
    string Assembly,
    string Event,
    string? File,
    int Line,
    int NativeVersions,
    string[] Inliners,
    long Hits,
    string? Refusal,
    string? Note = null);
