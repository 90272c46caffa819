namespace Plumbline.Origin;

/// <summary>Why a line's origin is another one than `git blame` would say.</summary>
internal enum LineNoteKind : byte
{
    /// <summary>The commit only changed white space, line ends or line breaks; the older origin was kept.</summary>
    Reformatted,

    /// <summary>The commit stands in .git-blame-ignore-revs (or was detected as a sweep); the older origin was kept.</summary>
    Ignored,

    /// <summary>The commit moved the line: it was deleted elsewhere in the same commit.</summary>
    Moved,

    /// <summary>The commit copied the line from a place that stayed.</summary>
    Copied,

    /// <summary>The commit took the line over from another commit by a cherry-pick.</summary>
    CherryPicked,

    /// <summary>The commit reverted an older one, which brought the line back.</summary>
    Restored,

    /// <summary>The line came by a squash merge; its origin is the commit inside the pull request <see cref="LineNote.Number"/>.</summary>
    ViaSquash,

    /// <summary>The history is cut here (shallow clone): who wrote the line before is not known.</summary>
    Boundary,
}
