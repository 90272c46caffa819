namespace Plumbline.Wire;

/// <summary>The watch is on.</summary>
internal sealed record Watching : WireMessage;
