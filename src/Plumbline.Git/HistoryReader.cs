using System.Runtime.InteropServices;
using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>Reads a <see cref="History"/> by having git compare every commit's tree with that of its first parent.</summary>
internal sealed class HistoryReader
{
    private readonly string _folder;
    private readonly History _history;
    private readonly int[] _children;
    private readonly List<Change> _changes = [];
    private int _next;
    private int _changesOf = -1;

    /// <param name="folder">Where the repository is.</param>
    /// <param name="commits">The commits to compare.</param>
    /// <param name="kept">Numbers of commits whose files will be asked for afterwards.</param>
    public HistoryReader(string folder, CommitList commits, IEnumerable<int> kept)
    {
        (_folder, _history, _children) = (folder, new History(commits), new int[commits.Count]);
        foreach (int parent in Enumerable.Range(0, commits.Count).SelectMany(commits.ParentsOf).Concat(kept))
        {
            _children[parent]++;
        }
    }

    public async Task<History> ReadAsync(CancellationToken cancel)
    {
        await using GitRun run = GitRun.Start(_folder, "diff-tree", "--stdin", "-r", "--root", "-z", "--raw", "--no-renames", "--ignore-submodules=none");
        Task feeding = Task.Run(() => run.FeedAsync(Pairs(), cancel), cancel);
        await Task.Run(() => TakeChanges(new TokenReader(run.Output), cancel), cancel);
        await feeding;
        await run.FinishAsync(cancel);
        AddUpTo(_history.Commits.Count);
        return _history;
    }

    private IEnumerable<string> Pairs()
    {
        CommitList commits = _history.Commits;
        return Enumerable.Range(0, commits.Count).Select(i => commits.ParentsOf(i) is [int parent, ..] ? $"{commits[i]} {commits[parent]}" : commits[i].ToString());
    }

    private void TakeChanges(TokenReader reader, CancellationToken cancel)
    {
        while (reader.Next(0, out ReadOnlySpan<byte> token))
        {
            if (token is [(byte)':', ..])
            {
                RawChange raw = RawChange.Parse(token);
                if (_changesOf < 0 || !reader.Next(0, out ReadOnlySpan<byte> path))
                {
                    throw new GitException(GitFailure.Garbled, "git diff-tree named a change without its commit or path");
                }

                int blob = raw.Kind == EntryKind.Absent ? -1 : _history.BlobNumber(raw.Blob);
                _changes.Add(new Change(_history.Paths.NumberOf(path), raw.Was, raw.Kind, blob));
                continue;
            }

            // A commit without changes is not named, so all up to this one have none.
            int current = _history.Commits.NumberOf(ObjectId.Parse(token));
            AddUpTo(current);
            _changesOf = current;
            cancel.ThrowIfCancellationRequested();
        }
    }

    // The changes collected so far are those of the commit that was named last.
    private void AddUpTo(int end)
    {
        for (; _next < end; _next++)
        {
            int[] parents = _history.Commits.ParentsOf(_next);
            _history.Graph.Add(_next, parents, _next == _changesOf ? CollectionsMarshal.AsSpan(_changes) : []);
            foreach (int parent in parents)
            {
                if (--_children[parent] == 0)
                {
                    _history.Graph.Forget(parent);
                }
            }
        }

        _changes.Clear();
    }
}
