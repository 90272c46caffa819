namespace Plumbline.Wire;

/// <summary>Call paths of a stack probe, sent every second, most hits first.</summary>
internal sealed record StacksSeen(int Probe, double Seconds, long Total, CallPath[] Paths) : WireMessage;
