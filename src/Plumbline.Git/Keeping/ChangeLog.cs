using Plumbline.Origin.Replay;

namespace Plumbline.Git.Keeping;

/// <summary>
/// What every commit did to every file and what it says of other commits, as far as it was read once. A commit never changes, so this only grows;
/// with it, new commits cost no more than their own differences.
/// </summary>
internal sealed class ChangeLog
{
    private const int Format = 1;
    private readonly Numbering<ObjectId> _blobs = new();
    private readonly Dictionary<ObjectId, (ObjectId Parent, ReadOnlyMemory<byte> Changes)> _changes = [];

    public ByteNames Paths { get; } = new();

    /// <summary>The contents' ids by number.</summary>
    public IReadOnlyList<ObjectId> Blobs => _blobs.Things;

    public Dictionary<ObjectId, CommitMarks> Marks { get; } = [];

    /// <summary>Whether anything was added since it was read.</summary>
    public bool IsNew { get; private set; }

    public int BlobNumber(ObjectId blob) => _blobs.Of(blob);

    /// <summary>Whether the differences between a commit and this very parent are known.</summary>
    public bool Holds(ObjectId commit, ObjectId parent) => _changes.TryGetValue(commit, out var known) && known.Parent == parent;

    public void Add(ObjectId commit, ObjectId parent, List<Change> changes, PackedWriter scratch)
    {
        scratch.Clear();
        foreach (Change change in changes)
        {
            scratch.Number(change.Path);
            scratch.Number(((int)change.Was << 4) | (int)change.Kind);
            scratch.Number(change.Blob);
        }

        _changes[commit] = (parent, scratch.Written.ToArray());
        IsNew = true;
    }

    /// <summary>The differences of a commit from its first parent.</summary>
    public void Read(ObjectId commit, List<Change> to)
    {
        to.Clear();
        byte[] bytes = [];
        (int start, int end) = (0, 0);
        if (System.Runtime.InteropServices.MemoryMarshal.TryGetArray(_changes[commit].Changes, out ArraySegment<byte> segment))
        {
            (bytes, start, end) = (segment.Array!, segment.Offset, segment.Offset + segment.Count);
        }

        var from = new PackedReader(bytes, start, end);
        while (!from.AtEnd)
        {
            int path = from.Index(Paths.Count), kinds = from.Index(256), blob = from.Whole();
            to.Add(new Change(path, (EntryKind)(kinds >> 4), (EntryKind)(kinds & 15), blob));
        }
    }

    public void Write(PackedWriter to)
    {
        to.Number(Format);
        to.Number(Paths.Count);
        for (int i = 0; i < Paths.Count; i++)
        {
            to.Bytes(Paths[i]);
        }

        to.Number(Blobs.Count);
        foreach (ObjectId blob in Blobs)
        {
            Write(to, blob);
        }

        to.Number(_changes.Count);
        foreach ((ObjectId commit, (ObjectId parent, ReadOnlyMemory<byte> changes)) in _changes)
        {
            Write(to, commit);
            Write(to, parent);
            to.Bytes(changes.Span);
        }

        to.Number(Marks.Count);
        foreach ((ObjectId commit, CommitMarks marks) in Marks)
        {
            Write(to, commit);
            marks.Write(to);
        }
    }

    /// <exception cref="InvalidDataException">The bytes are none of ours.</exception>
    public static ChangeLog Read(byte[] bytes, PackedReader from)
    {
        var log = new ChangeLog();
        if (from.Number() != Format)
        {
            throw new InvalidDataException();
        }

        for (int left = from.Count(); left > 0; left--)
        {
            log.Paths.NumberOf(from.Bytes());
        }

        int blobs = from.Count();
        log._blobs.Reserve(blobs);
        for (int left = blobs; left > 0; left--)
        {
            log.BlobNumber(ReadId(from));
        }

        int commits = from.Count();
        log._changes.EnsureCapacity(commits);
        for (int left = commits; left > 0; left--)
        {
            (ObjectId commit, ObjectId parent) = (ReadId(from), ReadId(from));
            int length = from.Bytes().Length;
            log._changes[commit] = (parent, bytes.AsMemory(from.Position - length, length));
        }

        int marks = from.Count();
        log.Marks.EnsureCapacity(marks);
        for (int left = marks; left > 0; left--)
        {
            log.Marks[ReadId(from)] = CommitMarks.Read(from);
        }

        return log;
    }

    private static void Write(PackedWriter to, ObjectId id)
    {
        Span<byte> bytes = stackalloc byte[32];
        id.CopyTo(bytes);
        to.Bytes(bytes[..id.Size]);
    }

    private static ObjectId ReadId(PackedReader from) => from.Bytes() is { Length: 0 or 20 or 32 } bytes ? ObjectId.From(bytes) : throw new InvalidDataException();
}
