namespace Plumbline.Origin.Replay;

/// <summary>A line's origin while the replay runs.</summary>
/// <param name="Version">The version that brought the line.</param>
/// <param name="Line">Its place there, from 0.</param>
/// <param name="Trail">An entry of the <see cref="Trails"/>, or 0.</param>
internal readonly record struct OriginLine(int Version, int Line, int Trail);
