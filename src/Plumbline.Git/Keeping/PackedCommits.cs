using System.Collections;
using Plumbline.Origin;

namespace Plumbline.Git.Keeping;

/// <summary>Commits that are decoded when they are asked for. PERF: a big repository has megabytes of messages, of which most views read few.</summary>
internal sealed class PackedCommits : IReadOnlyList<CommitFacts>
{
    private readonly byte[] _bytes;
    private readonly (int Start, int End)[] _places;
    private readonly CommitFacts?[] _read;

    private PackedCommits(byte[] bytes, (int Start, int End)[] places) => (_bytes, _places, _read) = (bytes, places, new CommitFacts?[places.Length]);

    public int Count => _places.Length;

    public CommitFacts this[int index] => _read[index] ??= Decode(_places[index]);

    public static void Write(PackedWriter to, IReadOnlyList<CommitFacts> commits)
    {
        to.Number(commits.Count);
        var one = new PackedWriter();
        foreach (CommitFacts commit in commits)
        {
            one.Clear();
            one.Text(commit.Id);
            one.Number(commit.Parents.Length);
            foreach (string parent in commit.Parents)
            {
                one.Text(parent);
            }

            foreach (string text in (ReadOnlySpan<string>)[commit.AuthorName, commit.AuthorMail, commit.CommitterName, commit.CommitterMail, commit.Message])
            {
                one.Text(text);
            }

            one.Number(commit.AuthorTime);
            one.Number(commit.CommitTime);
            to.Bytes(one.Written);
        }
    }

    public static PackedCommits Read(byte[] bytes, PackedReader from)
    {
        var places = new (int, int)[from.Count()];
        for (int i = 0; i < places.Length; i++)
        {
            int length = from.Bytes().Length;
            places[i] = (from.Position - length, from.Position);
        }

        return new PackedCommits(bytes, places);
    }

    public IEnumerator<CommitFacts> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private CommitFacts Decode((int Start, int End) place)
    {
        var from = new PackedReader(_bytes, place.Start, place.End);
        string id = from.Text();
        var parents = new string[from.Count()];
        for (int i = 0; i < parents.Length; i++)
        {
            parents[i] = from.Text();
        }

        (string author, string authorMail, string committer, string committerMail, string message) = (from.Text(), from.Text(), from.Text(), from.Text(), from.Text());
        return new CommitFacts(id, parents, author, authorMail, committer, committerMail, from.Number(), from.Number(), message);
    }
}
