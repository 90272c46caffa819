namespace Plumbline.Origin.Replay.Diffs;

/// <summary>Lines <c>Old … Old + OldCount - 1</c> were replaced by <c>New … New + NewCount - 1</c>; counted from 0, either side may be empty.</summary>
internal readonly record struct Hunk(int Old, int OldCount, int New, int NewCount);
