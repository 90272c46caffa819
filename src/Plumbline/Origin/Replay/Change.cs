namespace Plumbline.Origin.Replay;

/// <summary>What a commit did to a path, compared with its first parent.</summary>
/// <param name="Path">The path's number.</param>
/// <param name="Was">Absent where the commit added the path.</param>
/// <param name="Kind">Absent where it deleted the path.</param>
/// <param name="Blob">The new content's number; without meaning where it deleted the path.</param>
internal readonly record struct Change(int Path, EntryKind Was, EntryKind Kind, int Blob);
