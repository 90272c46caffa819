namespace Plumbline.Wire;

/// <summary>Places a probe. Answered by <see cref="ProbePlaced"/> or <see cref="Failure"/>.</summary>
internal sealed record PlaceProbe(ProbeSpec Spec) : WireMessage;
