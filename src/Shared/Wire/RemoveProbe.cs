namespace Plumbline.Wire;

internal sealed record RemoveProbe(int Probe) : WireMessage;
