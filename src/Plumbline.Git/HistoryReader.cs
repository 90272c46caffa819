using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>Reads a <see cref="History"/> by two of git's plumbing commands: one lists the commits, the other compares their trees.</summary>
internal sealed class HistoryReader(string folder)
{
    private readonly History _history = new();
    private readonly List<int> _children = [];
    private readonly List<Change> _changes = [];

    /// <param name="tips">The ids of the commits whose history is wanted.</param>
    /// <param name="cancel">Stops git, too.</param>
    public async Task<History> ReadAsync(IReadOnlyList<ObjectId> tips, CancellationToken cancel)
    {
        await ListCommits(tips, cancel);
        // A tip keeps its state, whatever comes after it.
        foreach (ObjectId tip in tips)
        {
            _children[_history.CommitNumbers[tip]]++;
        }

        await CompareTrees(cancel);
        return _history;
    }

    private async Task ListCommits(IReadOnlyList<ObjectId> tips, CancellationToken cancel)
    {
        await using GitRun run = GitRun.Start(folder, "rev-list", "--topo-order", "--reverse", "--parents", "--stdin");
        Task feeding = run.FeedAsync(tips.Select(tip => tip.ToString()), cancel);
        var reader = new TokenReader(run.Output);
        while (reader.Next((byte)'\n', out ReadOnlySpan<byte> line))
        {
            TakeCommit(line);
        }

        await feeding;
        await run.FinishAsync(cancel);
    }

    private void TakeCommit(ReadOnlySpan<byte> line)
    {
        int number = _history.Commits.Count;
        var parents = new List<int>();
        bool first = true;
        foreach (Range part in line.Split((byte)' '))
        {
            ObjectId id = ObjectId.Parse(line[part]);
            if (first)
            {
                _history.Commits.Add(id);
                _history.CommitNumbers.Add(id, number);
                first = false;
            }
            else
            {
                int parent = _history.CommitNumbers[id];
                parents.Add(parent);
                _children[parent]++;
            }
        }

        _history.Parents.Add([.. parents]);
        _children.Add(0);
    }

    private async Task CompareTrees(CancellationToken cancel)
    {
        await using GitRun run = GitRun.Start(folder, "diff-tree", "--stdin", "-r", "--root", "-z", "--raw", "--no-renames", "--ignore-submodules=none");
        Task feeding = run.FeedAsync(Pairs(), cancel);
        await Task.Run(() => TakeChanges(new TokenReader(run.Output), cancel), cancel);
        await feeding;
        await run.FinishAsync(cancel);
    }

    private IEnumerable<string> Pairs()
    {
        for (int i = 0; i < _history.Commits.Count; i++)
        {
            yield return _history.Parents[i] is [int parent, ..] ? $"{_history.Commits[i]} {_history.Commits[parent]}" : _history.Commits[i].ToString();
        }
    }

    private void TakeChanges(TokenReader reader, CancellationToken cancel)
    {
        int next = 0, current = -1;
        while (reader.Next(0, out ReadOnlySpan<byte> token))
        {
            if (token is [(byte)':', ..])
            {
                RawChange raw = RawChange.Parse(token);
                if (current < 0 || !reader.Next(0, out ReadOnlySpan<byte> path))
                {
                    throw new GitException(GitFailure.Garbled, "git diff-tree named a change without its commit or path");
                }

                int blob = raw.Kind == EntryKind.Absent ? -1 : _history.BlobNumber(raw.Blob);
                _changes.Add(new Change(_history.Paths.NumberOf(path), raw.Was, raw.Kind, blob));
                continue;
            }

            // A commit without changes is not named, so all up to this one have none.
            current = _history.CommitNumbers[ObjectId.Parse(token)];
            cancel.ThrowIfCancellationRequested();
            next = AddUpTo(next, current);
        }

        AddUpTo(next, _history.Commits.Count);
    }

    // The changes collected so far are those of the commit before the one that is named now.
    private int AddUpTo(int next, int end)
    {
        for (; next < end; next++)
        {
            int[] parents = _history.Parents[next];
            _history.Graph.Add(next, parents, next == _changesOf ? System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_changes) : []);
            foreach (int parent in parents)
            {
                if (--_children[parent] == 0)
                {
                    _history.Graph.Forget(parent);
                }
            }
        }

        _changes.Clear();
        _changesOf = end;
        return next;
    }

    private int _changesOf = -1;
}
