namespace Plumbline.Wire;

internal sealed record TimeBucket(int Index, long Count);
