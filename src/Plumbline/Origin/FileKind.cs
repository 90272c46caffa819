namespace Plumbline.Origin;

/// <summary>What a path holds, as far as lines are concerned: only <see cref="Text"/> has any.</summary>
internal enum FileKind : byte
{
    /// <summary>Lines of text.</summary>
    Text,

    /// <summary>A NUL byte within the first 8,000 bytes, as git sees it; UTF-16 counts, too.</summary>
    Binary,

    /// <summary>A symbolic link.</summary>
    Symlink,

    /// <summary>A submodule.</summary>
    Submodule,

    /// <summary>A pointer of Git LFS instead of the file's content.</summary>
    LargeFilePointer,

    /// <summary>The content is not in this clone (a partial clone, or a damaged one).</summary>
    Missing,
}
