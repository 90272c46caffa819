using Plumbline.Ledger.Code;
using Plumbline.Origin;

namespace Plumbline.Git.Shipping;

/// <summary>Counts for each change the lines that it brought, by who wrote them, and when they went again.</summary>
internal sealed class LineLives
{
    private readonly ChangeSplit _split;
    private readonly LineClasses _classes;
    private readonly Dictionary<int, ChangeLines> _lines = [];
    private readonly Dictionary<int, int> _unclaimed = [];

    private LineLives(ChangeSplit split, LineClasses classes) => (_split, _classes) = (split, classes);

    /// <summary>By the root of the change.</summary>
    public static Dictionary<int, ChangeLines> Of(ChangeSplit split, RootFiles files, IReadOnlyDictionary<int, RootLines> facts, LineClasses classes)
    {
        var lives = new LineLives(split, classes);
        foreach (int root in split.Roots)
        {
            lives._lines[root] = new ChangeLines { FileAge = files.Ages.GetValueOrDefault(root, -1), OfCommits = classes.OfCommits(split.MembersOf(root)) };
        }

        // The oldest first: what a revert brings back was lost before.
        foreach (int root in split.Roots)
        {
            if (facts.TryGetValue(root, out RootLines? did))
            {
                lives.Take(root, did);
            }
        }

        lives.AddUnclaimed();
        return lives._lines;
    }

    private void Take(int root, RootLines did)
    {
        foreach (WrittenLines written in did.Brought)
        {
            int change = _split.RootOf(written.Commit);
            if (change == root)
            {
                Brought(written);
            }
            else if (change >= 0 && _split.OnMain[root])
            {
                _lines[change].Regain(written.Lines.Count);
            }
        }

        if (!_split.OnMain[root])
        {
            return;
        }

        foreach ((int commit, int count) in did.Lost)
        {
            if (_split.RootOf(commit) is >= 0 and var change && change != root)
            {
                _lines[change].Lose(_split.Code.TimeOf(change), _split.Code.TimeOf(root), count, root);
            }
        }
    }

    private void Brought(WrittenLines written)
    {
        foreach (int line in written.Lines)
        {
            if (_classes.ClaimOf(written.Commit, written.Path, line) is { } claim)
            {
                _lines[_split.RootOf(written.Commit)].Add(claim.Class, claim.Tool, claim.Model);
            }
            else
            {
                _unclaimed[written.Commit] = _unclaimed.GetValueOrDefault(written.Commit) + 1;
            }
        }
    }

    // What a commit says counts for all of its lines alike, and how many they are is known only now.
    private void AddUnclaimed()
    {
        foreach ((int commit, int lines) in _unclaimed)
        {
            LineVerdict verdict = _classes.Of(commit, lines);
            if (!verdict.Buckets.HasFlag(OriginBuckets.Automation))
            {
                _lines[_split.RootOf(commit)].Add(verdict.Class, verdict.Tool, verdict.Model, lines);
            }
        }
    }
}
