namespace Plumbline.Origin.Verdicts;

/// <summary>How strong the best evidence for a line is, from a claim about that very line to nothing at all.</summary>
internal enum Tier
{
    /// <summary>A store names the line in the commit that brought it in.</summary>
    A,

    /// <summary>An agent is the author of the commit inside the pull request.</summary>
    B,

    /// <summary>An agent is the author of the commit.</summary>
    C,

    /// <summary>A person is the author of a single commit with an agent's trailer.</summary>
    D,

    /// <summary>The same on a squash merge that could not be unfolded.</summary>
    E,

    /// <summary>An Agent Trace names the line, and its commit had to be found out.</summary>
    F,

    /// <summary>A suggestion was accepted, or help declared.</summary>
    G,

    /// <summary>Looks like a mark and proves nothing.</summary>
    H,

    /// <summary>Older than the tools, or a policy says so.</summary>
    P,

    /// <summary>Nothing.</summary>
    U,
}
