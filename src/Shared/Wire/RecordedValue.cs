namespace Plumbline.Wire;

/// <param name="Name">Source name; @return or @exception at the end; result of a call.</param>
/// <param name="Nodes">The value, its root first.</param>
internal sealed record RecordedValue(string Name, CapturedNode[] Nodes);
