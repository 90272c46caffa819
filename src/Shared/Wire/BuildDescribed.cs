namespace Plumbline.Wire;

/// <param name="Assembly">Simple name of the entry assembly, or null.</param>
/// <param name="Version">Its informational version, or null.</param>
/// <param name="Commit">The commit that the version names, or null.</param>
internal sealed record BuildDescribed(string? Assembly, string? Version, string? Commit) : WireMessage;
