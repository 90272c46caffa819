namespace Plumbline.Wire;

/// <param name="Frames">From the probed method outwards.</param>
internal sealed record CallPath(CapturedFrame[] Frames, long Hits);
