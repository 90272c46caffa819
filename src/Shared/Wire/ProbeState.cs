namespace Plumbline.Wire;

/// <summary>Life of a probe.</summary>
internal enum ProbeState
{
    /// <summary>The assembly is not loaded yet; it binds when it loads.</summary>
    Pending,

    /// <summary>The rewritten body is in force.</summary>
    Applied,

    /// <summary>Applied and ten seconds without a hit.</summary>
    Waiting,

    /// <summary>Its hits alone take more than the CPU budget: it looks now and then, and goes on by itself.</summary>
    Paused,

    /// <summary>Not placed; the reason says why.</summary>
    Refused,

    /// <summary>Gone; the reason says by whom and why.</summary>
    Removed,
}
