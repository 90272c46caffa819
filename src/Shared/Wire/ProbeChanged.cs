namespace Plumbline.Wire;

/// <summary>Sent to the owner whenever the state of a probe changes.</summary>
internal sealed record ProbeChanged(ProbeStatus Status) : WireMessage;
