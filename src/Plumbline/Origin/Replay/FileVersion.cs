namespace Plumbline.Origin.Replay;

/// <summary>A file's content as one commit left it, until another one changes it.</summary>
/// <param name="Commit">The commit's number.</param>
/// <param name="Path">The path's number.</param>
/// <param name="Blob">The content's number.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Parent">The version it was made from, <see cref="None"/>, <see cref="Search"/> or <see cref="Many"/>.</param>
internal readonly record struct FileVersion(int Commit, int Path, int Blob, EntryKind Kind, int Parent)
{
    /// <summary>The content is new.</summary>
    public const int None = -1;

    /// <summary>The path is new, so a deleted file may have been renamed to it.</summary>
    public const int Search = -2;

    /// <summary>A merge made it; its parents stand in a list of their own.</summary>
    public const int Many = -3;
}
