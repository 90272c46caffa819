namespace Plumbline.Origin.Replay;

/// <summary>What happened to lines on their way, as lists which share their ends. Entry 0 is the empty list.</summary>
internal sealed class Trails
{
    private const int Longest = 12;
    private readonly List<Entry> _entries = [default];

    public Entry this[int trail] => _entries[trail];

    public int AddNote(LineNoteKind kind, int commit, int number, int next) => Add(new Entry(kind, commit, number, default, 0, next, 0));

    public int AddOverwrite(OriginLine old, int commit, float similarity) => Add(new Entry(null, commit, 0, old, similarity, old.Trail, 0));

    // A line that was written over again and again keeps the latest part of its story.
    private int Add(Entry entry)
    {
        int length = entry.Next == 0 ? 1 : _entries[entry.Next].Length + 1;
        _entries.Add(length > Longest ? entry with { Next = 0, Length = 1 } : entry with { Length = length });
        return _entries.Count - 1;
    }

    /// <param name="Note">The kind of note, or null for an overwrite.</param>
    /// <param name="Commit">The commit's number.</param>
    /// <param name="Number">A pull request's number, or 0.</param>
    /// <param name="Old">The line that was replaced.</param>
    /// <param name="Similarity">How much of it was kept.</param>
    /// <param name="Next">What happened before.</param>
    /// <param name="Length">The number of entries from here on.</param>
    internal readonly record struct Entry(LineNoteKind? Note, int Commit, int Number, OriginLine Old, float Similarity, int Next, int Length);
}
