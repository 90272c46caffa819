namespace Plumbline.Wire;

/// <summary>The probe is registered; its state may still change.</summary>
internal sealed record ProbePlaced(ProbeStatus Status) : WireMessage;
