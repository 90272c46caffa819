namespace Plumbline.Wire;

/// <summary>State of a count probe, sent every second.</summary>
/// <param name="Seconds">Time since the probe was applied.</param>
/// <param name="Groups">Hits by value of <c>--by</c>, most first; one row with an empty key without it.</param>
/// <param name="OtherGroups">Hits of groups that are not listed.</param>
internal sealed record Counted(int Probe, double Seconds, long Total, CountGroup[] Groups, long OtherGroups) : WireMessage;
