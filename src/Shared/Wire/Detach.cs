namespace Plumbline.Wire;

/// <summary>All code back as it was.</summary>
internal sealed record Detach : WireMessage;
