using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>One entry of <c>--raw</c>: <c>:100644 100644 ID ID M</c>.</summary>
internal readonly record struct RawChange(EntryKind Was, EntryKind Kind, ObjectId Blob)
{
    /// <exception cref="GitException">It is not of that form.</exception>
    public static RawChange Parse(ReadOnlySpan<byte> entry)
    {
        // Two modes of six digits, two ids of 40 or 64.
        int digits = (entry.Length - 18) / 2;
        if (entry.Length is not (98 or 146) || entry[7] != ' ' || entry[14] != ' ')
        {
            throw new GitException(GitFailure.Garbled, "git diff-tree gave an entry of an unknown form");
        }

        return new RawChange(KindOf(entry.Slice(1, 6)), KindOf(entry.Slice(8, 6)), ObjectId.Parse(entry.Slice(16 + digits, digits)));
    }

    private static EntryKind KindOf(ReadOnlySpan<byte> mode) => mode[..2] switch
    {
        [(byte)'1', (byte)'0'] => EntryKind.Regular,
        [(byte)'1', (byte)'2'] => EntryKind.Symlink,
        [(byte)'1', (byte)'6'] => EntryKind.Submodule,
        _ => EntryKind.Absent,
    };
}
