namespace Plumbline.Wire;

/// <summary>A request that could not be carried out.</summary>
/// <param name="Code">Stable name from <see cref="FailureCode"/>.</param>
/// <param name="Message">What was tried and why it failed, one sentence.</param>
/// <param name="Cure">What the user can do about it, or null.</param>
/// <param name="Text">The text that was parsed, for errors in an expression or a place.</param>
/// <param name="Column">Zero-based column in <paramref name="Text"/>, or -1.</param>
/// <param name="Candidates">Nearest names, or the several places that an ambiguous one may mean.</param>
internal sealed record Failure(
    string Code,
    string Message,
    string? Cure = null,
    string? Text = null,
    int Column = -1,
    string[]? Candidates = null) : WireMessage;
