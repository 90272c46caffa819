namespace Plumbline.Origin.Replay;

/// <summary>What a tree's entry is; where this changes, git sees no connection between the two.</summary>
internal enum EntryKind : byte
{
    Absent,
    Regular,
    Symlink,
    Submodule,
}
