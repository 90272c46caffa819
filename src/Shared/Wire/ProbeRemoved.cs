namespace Plumbline.Wire;

internal sealed record ProbeRemoved(ProbeStatus Status) : WireMessage;
