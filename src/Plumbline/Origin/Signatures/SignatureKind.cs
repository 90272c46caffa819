namespace Plumbline.Origin.Signatures;

/// <summary>What a mark says about the lines of its commit.</summary>
internal enum SignatureKind
{
    /// <summary>An agent's own identity: as author it wrote the commit, as co-author it had a part in it.</summary>
    Agent,

    /// <summary>A trailer or footer that an agent writes when it commits.</summary>
    Session,

    /// <summary>A person committed a suggestion. Says little about a line: mostly few lines of the commit are meant.</summary>
    Assist,

    /// <summary>A person declared by some project's convention that an AI helped.</summary>
    Convention,

    /// <summary>A machine that is no AI: dependency bots, release bots.</summary>
    Automation,

    /// <summary>Looks like a mark, and means the edits of a person.</summary>
    PersonsEdits,
}

/// <summary>Where in a commit a signature is looked for.</summary>
[Flags]
internal enum MarkPlace
{
    Author = 1,
    Committer = 2,
    CoAuthor = 4,

    /// <summary>A whole line of the message.</summary>
    Line = 8,
}

/// <summary>How a signature came to be known.</summary>
internal enum SignatureSource
{
    /// <summary>Counted in histories of public repositories.</summary>
    Seen,

    /// <summary>Stands in the tool's own source or documents.</summary>
    Documented,

    /// <summary>Reported by users, not verified.</summary>
    Reported,

    /// <summary>Declared in plumbline.yml.</summary>
    Settings,
}

/// <summary>How the model is read off a mark.</summary>
internal enum ModelReading
{
    /// <summary>The mark does not tell it.</summary>
    None,

    /// <summary>The name of the identity carries it.</summary>
    Name,

    /// <summary>It stands where the pattern says <c>{model}</c>.</summary>
    Hole,

    /// <summary>It is found by known names of models in what stands where the pattern says <c>{value}</c>.</summary>
    Value,
}
