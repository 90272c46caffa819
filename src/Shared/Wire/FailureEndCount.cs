namespace Plumbline.Wire;

internal sealed record FailureEndCount(FailureEnd End, long Count);
