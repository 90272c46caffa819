namespace Plumbline.Origin;

/// <summary>A remark on the way of a line from its origin to the revision asked.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Commit">The commit in which it happened, an index into <see cref="OriginMap.Commits"/>.</param>
/// <param name="Number">The pull or merge request's number for <see cref="LineNoteKind.ViaSquash"/>, else 0.</param>
/// <param name="Replaced">0 where it happened to the line itself; n where it happened to the n-th of the lines that stood there before it.</param>
internal readonly record struct LineNote(LineNoteKind Kind, int Commit, int Number = 0, int Replaced = 0);
