namespace Plumbline.Git.Objects;

/// <summary>git's differences between contents: pieces of the base, and new bytes.</summary>
internal static class Delta
{
    /// <summary>The new content; null where it would be larger than we read.</summary>
    /// <exception cref="GitException">The difference does not fit its base.</exception>
    public static byte[]? Apply(byte[] from, ReadOnlySpan<byte> delta)
    {
        int at = 0;
        long baseSize = Size(delta, ref at), size = Size(delta, ref at);
        if (baseSize != from.Length)
        {
            throw Damaged();
        }

        if (size > GitLimits.Blob)
        {
            return null;
        }

        byte[] content = GC.AllocateUninitializedArray<byte>((int)size);
        Span<byte> rest = content;
        while (at < delta.Length)
        {
            byte step = delta[at++];
            ReadOnlySpan<byte> piece = (step & 0x80) != 0 ? Copied(from, delta, ref at, step) : New(delta, ref at, step);
            if (piece.Length > rest.Length)
            {
                throw Damaged();
            }

            piece.CopyTo(rest);
            rest = rest[piece.Length..];
        }

        return rest.Length == 0 ? content : throw Damaged();
    }

    private static ReadOnlySpan<byte> Copied(byte[] from, ReadOnlySpan<byte> delta, ref int at, byte step)
    {
        long offset = 0, length = 0;
        for (int i = 0; i < 4; i++)
        {
            offset |= (step & (1 << i)) != 0 ? (long)Next(delta, ref at) << (8 * i) : 0;
        }

        for (int i = 0; i < 3; i++)
        {
            length |= (step & (0x10 << i)) != 0 ? (long)Next(delta, ref at) << (8 * i) : 0;
        }

        length = length == 0 ? 0x10000 : length;
        return offset + length <= from.Length ? from.AsSpan((int)offset, (int)length) : throw Damaged();
    }

    private static ReadOnlySpan<byte> New(ReadOnlySpan<byte> delta, ref int at, byte count)
    {
        if (count == 0 || at + count > delta.Length)
        {
            throw Damaged();
        }

        at += count;
        return delta.Slice(at - count, count);
    }

    private static long Size(ReadOnlySpan<byte> delta, ref int at)
    {
        long size = 0;
        for (int shift = 0; shift < 63; shift += 7)
        {
            byte one = Next(delta, ref at);
            size |= (long)(one & 0x7f) << shift;
            if ((one & 0x80) == 0)
            {
                return size;
            }
        }

        throw Damaged();
    }

    private static byte Next(ReadOnlySpan<byte> delta, ref int at) => at < delta.Length ? delta[at++] : throw Damaged();

    private static GitException Damaged() => new(GitFailure.MissingObject, "a pack file of the repository is damaged: run git fsck");
}
