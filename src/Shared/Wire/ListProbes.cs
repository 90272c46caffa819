namespace Plumbline.Wire;

internal sealed record ListProbes : WireMessage;
