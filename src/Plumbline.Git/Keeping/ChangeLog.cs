using Plumbline.Origin.Replay;

namespace Plumbline.Git.Keeping;

/// <summary>
/// What every commit did to every file and what it says of other commits, as far as it was read once. A commit never changes, so this only grows;
/// with it, new commits cost no more than their own differences.
/// </summary>
internal sealed class ChangeLog
{
    private const int Format = 4;
    private readonly Numbering<ObjectId> _blobs = new();
    private readonly Dictionary<ObjectId, (ObjectId Parent, PackedReader Changes)> _changes = [];
    private readonly Dictionary<ObjectId, CommitMarks> _marks = [];
    private readonly List<ObjectId> _newChanges = [];
    private readonly List<ObjectId> _newMarks = [];
    private (int Paths, int Blobs) _kept;

    public ByteNames Paths { get; } = new();

    /// <summary>The commits and their parents.</summary>
    public CommitGraph Graph { get; } = new();

    /// <summary>The contents' ids by number.</summary>
    public IReadOnlyList<ObjectId> Blobs => _blobs.Things;

    /// <summary>Whether anything was added since it was read.</summary>
    public bool IsNew => Graph.IsNew || _newChanges.Count + _newMarks.Count > 0;

    public int BlobNumber(ObjectId blob) => _blobs.Of(blob);

    public bool Knows(ObjectId commit) => _changes.ContainsKey(commit);

    /// <summary>Whether the differences between a commit and this very parent are known.</summary>
    public bool Holds(ObjectId commit, ObjectId parent) => _changes.TryGetValue(commit, out var known) && known.Parent == parent;

    public CommitMarks? MarksOf(ObjectId commit) => _marks.GetValueOrDefault(commit);

    public void Add(ObjectId commit, CommitMarks marks)
    {
        _marks.Add(commit, marks);
        _newMarks.Add(commit);
    }

    public void Add(ObjectId commit, ObjectId parent, Change[] changes, PackedWriter scratch)
    {
        scratch.Clear();
        foreach (Change change in changes)
        {
            scratch.Number(change.Path);
            scratch.Number(((int)change.Was << 4) | (int)change.Kind);
            scratch.Number(change.Blob);
        }

        _changes[commit] = (parent, new PackedReader(scratch.Written.ToArray()));
        _newChanges.Add(commit);
    }

    /// <summary>The differences of a commit from its first parent.</summary>
    public void Read(ObjectId commit, List<Change> to)
    {
        to.Clear();
        PackedReader from = _changes[commit].Changes.Again();
        while (!from.AtEnd)
        {
            int path = from.Index(Paths.Count), kinds = from.Index(256), blob = from.Whole();
            to.Add(new Change(path, (EntryKind)(kinds >> 4), (EntryKind)(kinds & 15), blob));
        }
    }

    /// <summary>Writes what was added since it was read.</summary>
    public void Write(PackedWriter to, string world)
    {
        to.Number(Format);
        to.Text(world);
        to.Number(Paths.Count - _kept.Paths);
        for (int i = _kept.Paths; i < Paths.Count; i++)
        {
            to.Bytes(Paths[i]);
        }

        to.Number(Blobs.Count - _kept.Blobs);
        for (int i = _kept.Blobs; i < Blobs.Count; i++)
        {
            to.Id(Blobs[i]);
        }

        Graph.Write(to);
        to.Number(_newChanges.Count);
        foreach (ObjectId commit in _newChanges)
        {
            (ObjectId parent, PackedReader changes) = _changes[commit];
            to.Id(commit);
            to.Id(parent);
            to.Bytes(changes.Again().Rest());
        }

        to.Number(_newMarks.Count);
        foreach (ObjectId commit in _newMarks)
        {
            to.Id(commit);
            _marks[commit].Write(to);
        }
    }

    /// <summary>Takes in what was written of it once.</summary>
    /// <exception cref="InvalidDataException">The bytes are none of ours.</exception>
    public void Read(PackedReader from, string world)
    {
        if (from.Number() != Format || from.Text() != world)
        {
            throw new InvalidDataException();
        }

        for (int left = from.Count(); left > 0; left--)
        {
            Paths.NumberOf(from.Bytes());
        }

        int blobs = from.Count();
        _blobs.Reserve(Blobs.Count + blobs);
        for (int left = blobs; left > 0; left--)
        {
            BlobNumber(from.Id());
        }

        Graph.Read(from);
        int commits = from.Count();
        _changes.EnsureCapacity(_changes.Count + commits);
        for (int left = commits; left > 0; left--)
        {
            (ObjectId commit, ObjectId parent) = (from.Id(), from.Id());
            _changes[commit] = (parent, from.Part());
        }

        int marks = from.Count();
        _marks.EnsureCapacity(_marks.Count + marks);
        for (int left = marks; left > 0; left--)
        {
            _marks[from.Id()] = CommitMarks.Read(from);
        }

        _kept = (Paths.Count, Blobs.Count);
    }
}
