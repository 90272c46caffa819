namespace Plumbline.Origin.Replay;

/// <summary>A line's origin while the replay runs.</summary>
/// <param name="Version">The version that brought the line.</param>
/// <param name="Line">Its place there, from 0.</param>
/// <param name="Trail">An entry of the <see cref="Trails"/>, or 0.</param>
internal readonly record struct OriginLine(int Version, int Line, int Trail)
{
    private const int Nobody = -1;

    /// <summary>A line whose origin was not asked for.</summary>
    public static OriginLine Unasked(int line) => new(Nobody, line, 0);

    public bool IsAsked => Version != Nobody;
}
