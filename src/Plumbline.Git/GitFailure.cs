namespace Plumbline.Git;

/// <summary>Why git gave no answer.</summary>
internal enum GitFailure
{
    /// <summary>git ran and failed.</summary>
    Failed,

    /// <summary>There is no git program.</summary>
    NoGit,

    /// <summary>The git program is older than what is needed.</summary>
    TooOld,

    /// <summary>The folder is in no repository.</summary>
    NoRepository,

    /// <summary>The repository has no commit yet.</summary>
    Unborn,

    /// <summary>The revision names no commit.</summary>
    NoRevision,

    /// <summary>An object that the history needs is not in this clone.</summary>
    MissingObject,

    /// <summary>git said something that can't be understood.</summary>
    Garbled,
}
