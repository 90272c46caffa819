using System.IO.Compression;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Objects;

/// <summary>One pack: objects compressed, most of them as the difference from another one.</summary>
internal sealed class Pack(PackSource file, PackIndex index, int number, ContentCache cache) : IDisposable
{
    private const int Differs = 6;
    private const int DiffersFromId = 7;
    private const int Deepest = 10_000;
    private const int LongestHeader = 64;

    public bool Find(ObjectId id, out long offset) => index.Find(id, out offset);

    /// <summary>An object's content.</summary>
    /// <param name="offset">Where it lies.</param>
    /// <param name="elsewhere">Gives an object that is not in this pack, or null.</param>
    /// <exception cref="GitException">The pack is damaged.</exception>
    public byte[]? Read(long offset, Func<ObjectId, byte[]?> elsewhere)
    {
        // From the object down to one that is whole, then all differences upwards again.
        var chain = new Stack<(long Offset, byte[] Delta)>();
        byte[]? content = null;
        while (content is null && !cache.Find(number, offset, out content))
        {
            Header header = ReadHeader(offset);
            byte[] inflated = header.Size <= GitLimits.Blob ? Inflate(header.Body, (int)header.Size) : [];
            if (header.Size > GitLimits.Blob || chain.Count > Deepest)
            {
                return null;
            }

            if (header.Type is not (Differs or DiffersFromId))
            {
                content = inflated;
                cache.Add(number, offset, content);
                break;
            }

            chain.Push((offset, inflated));
            if (header.Type == Differs || index.Find(header.BaseId, out header.Base))
            {
                offset = header.Base;
            }
            else if ((content = elsewhere(header.BaseId)) is null)
            {
                return null;
            }
        }

        while (chain.TryPop(out var step))
        {
            content = Delta.Apply(content!, step.Delta);
            if (content is null)
            {
                return null;
            }

            cache.Add(number, step.Offset, content);
        }

        return content;
    }

    public void Dispose()
    {
        index.Dispose();
        file.Dispose();
    }

    private Header ReadHeader(long offset)
    {
        file.Position = offset;
        ReadOnlySpan<byte> bytes = file.Peek(LongestHeader);
        int at = 0, shift = 4;
        byte one = Next(bytes, ref at);
        var header = new Header { Type = (one >> 4) & 7, Size = one & 15 };
        while ((one & 0x80) != 0)
        {
            one = Next(bytes, ref at);
            header.Size |= (long)(one & 0x7f) << shift;
            shift += 7;
        }

        if (header.Type == Differs)
        {
            one = Next(bytes, ref at);
            long back = one & 0x7f;
            while ((one & 0x80) != 0)
            {
                one = Next(bytes, ref at);
                back = ((back + 1) << 7) | (uint)(one & 0x7f);
            }

            header.Base = back > 0 && back <= offset ? offset - back : throw Damaged();
        }
        else if (header.Type == DiffersFromId)
        {
            int size = index.IdSize;
            header.BaseId = at + size <= bytes.Length ? ObjectId.From(bytes.Slice(at, size)) : throw Damaged();
            at += size;
        }
        else if (header.Type is 0 or 5)
        {
            throw Damaged();
        }

        header.Body = offset + at;
        return header;
    }

    private byte[] Inflate(long offset, int size)
    {
        byte[] content = GC.AllocateUninitializedArray<byte>(size);
        try
        {
            file.Position = offset;
            using var stream = new ZLibStream(file, CompressionMode.Decompress, leaveOpen: true);
            stream.ReadExactly(content);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new GitException(GitFailure.MissingObject, "a pack file of the repository is damaged: run git fsck", e);
        }

        return content;
    }

    private static byte Next(ReadOnlySpan<byte> bytes, ref int at) => at < bytes.Length ? bytes[at++] : throw Damaged();

    private static GitException Damaged() => new(GitFailure.MissingObject, "a pack file of the repository is damaged: run git fsck");

    private struct Header
    {
        public int Type;
        public long Size;
        public long Base;
        public ObjectId BaseId;
        public long Body;
    }
}
