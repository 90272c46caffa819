namespace Plumbline.Origin.Replay.Diffs;

/// <summary>A part of both texts that is still to be compared; the ends are exclusive.</summary>
internal readonly record struct Box(int Old, int OldEnd, int New, int NewEnd);

/// <summary>Where a box is cut in two, and whether the halves must be searched to the end.</summary>
internal readonly record struct Split(int Old, int New, bool ExactBefore, bool ExactAfter);
