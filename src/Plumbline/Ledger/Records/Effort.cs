namespace Plumbline.Ledger.Records;

/// <summary>Time that a person wrote down.</summary>
/// <param name="Key">Source and its own id.</param>
/// <param name="Person">Account in the source; shown to nobody.</param>
/// <param name="Started">When the work began.</param>
/// <param name="Hours">Not negative, at most 24.</param>
/// <param name="Category">Label or type of work in the source's word; empty where none is told.</param>
/// <param name="Subject">What it was for: an incident's or an issue's key, or empty.</param>
internal sealed record Effort(string Key, string Person, DateTimeOffset Started, double Hours, string Category, string Subject);
