namespace Plumbline.Wire;

internal sealed record CapturedField(string Name, int Node);
