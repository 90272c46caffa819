using Plumbline.Ledger.Code;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Keeping;

/// <summary>What is known of the commits of one history already, by their numbers there.</summary>
/// <param name="facts">All that is kept.</param>
/// <param name="commits">The history.</param>
/// <param name="terms">By number, what facts of the commit depend on.</param>
internal sealed class KeptCommits(KeptFacts facts, CommitList commits, string[] terms)
{
    private readonly PackedWriter _scratch = new();

    /// <summary>What facts of a commit depend on: itself and all that leads to it.</summary>
    public string TermsOf(int commit) => terms[commit];

    /// <summary>What <paramref name="read"/> makes of a fact; null where it is not known, or not what was written.</summary>
    /// <param name="commit">Its number.</param>
    /// <param name="about">The kind, what else was asked, and what it depends on besides the commit.</param>
    /// <param name="read">Unpacks it.</param>
    public T? Find<T>(int commit, (FactKind Kind, string Asked, string Terms) about, Func<PackedReader, T?> read)
        where T : class
    {
        try
        {
            return facts.Find(about.Kind, Key(commit, about.Asked), terms[commit] + about.Terms) is { } body ? read(new PackedReader(body)) : null;
        }
        catch (InvalidDataException)
        {
            // It is found out once more, which is what a missing one means, too.
            return null;
        }
    }

    public void Keep(int commit, (FactKind Kind, string Asked, string Terms) about, Action<PackedWriter> write)
    {
        _scratch.Clear();
        write(_scratch);
        facts.Keep(about.Kind, Key(commit, about.Asked), terms[commit] + about.Terms, _scratch.Written.ToArray());
    }

    public void Write(PackedWriter to, int commit) => to.Id(commits[commit]);

    /// <summary>The number of a commit that was written.</summary>
    /// <exception cref="InvalidDataException">It is none of this history.</exception>
    public int Read(PackedReader from) => commits.Find(from.Id(), out int number) ? number : throw new InvalidDataException();

    private string Key(int commit, string asked) => commits[commit] + asked;
}
