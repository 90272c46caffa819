using System.Collections;
using System.Text;
using Plumbline.Origin;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Keeping;

/// <summary>Commits that are decoded when they are asked for. PERF: a big repository has megabytes of messages, of which most views read few.</summary>
internal sealed class PackedCommits : IReadOnlyList<CommitFacts>
{
    private readonly PackedReader[] _packed;
    private readonly CommitFacts?[] _read;

    private PackedCommits(PackedReader[] packed) => (_packed, _read) = (packed, new CommitFacts?[packed.Length]);

    public static PackedCommits None { get; } = new([]);

    public int Count => _packed.Length;

    public CommitFacts this[int index] => _read[index] ??= Decode(_packed[index].Again());

    /// <summary>The id of a commit alone.</summary>
    public ObjectId IdOf(int index) => _packed[index].Again().Id();

    /// <summary>These commits, and others after them.</summary>
    public PackedCommits With(IEnumerable<CommitFacts> more)
    {
        var writer = new PackedWriter();
        var added = new List<PackedReader>();
        foreach (CommitFacts commit in more)
        {
            writer.Clear();
            Encode(writer, commit);
            added.Add(new PackedReader(writer.Written.ToArray()));
        }

        return new PackedCommits([.. _packed, .. added]);
    }

    public void Write(PackedWriter to)
    {
        to.Number(Count);
        foreach (PackedReader commit in _packed)
        {
            to.Bytes(commit.Again().Rest());
        }
    }

    public static PackedCommits Read(PackedReader from)
    {
        var packed = new PackedReader[from.Count()];
        for (int i = 0; i < packed.Length; i++)
        {
            packed[i] = from.Part();
        }

        return new PackedCommits(packed);
    }

    public IEnumerator<CommitFacts> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static void Encode(PackedWriter to, CommitFacts commit)
    {
        to.Id(IdFrom(commit.Id));
        to.Number(commit.Parents.Length);
        foreach (string parent in commit.Parents)
        {
            to.Id(IdFrom(parent));
        }

        foreach (string text in (ReadOnlySpan<string>)[commit.AuthorName, commit.AuthorMail, commit.CommitterName, commit.CommitterMail, commit.Message])
        {
            to.Text(text);
        }

        to.Number(commit.AuthorTime);
        to.Number(commit.CommitTime);
    }

    private static CommitFacts Decode(PackedReader from)
    {
        string id = from.Id().ToString();
        var parents = new string[from.Count()];
        for (int i = 0; i < parents.Length; i++)
        {
            parents[i] = from.Id().ToString();
        }

        (string author, string authorMail, string committer, string committerMail, string message) = (from.Text(), from.Text(), from.Text(), from.Text(), from.Text());
        return new CommitFacts(id, parents, author, authorMail, committer, committerMail, from.Number(), from.Number(), message);
    }

    private static ObjectId IdFrom(string id) => ObjectId.Parse(Encoding.ASCII.GetBytes(id));
}
