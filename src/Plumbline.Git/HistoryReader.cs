using System.Runtime.InteropServices;
using Plumbline.Git.Keeping;
using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>Makes a <see cref="History"/>: has git compare the trees of those commits that the log does not know yet, then goes through all of them.</summary>
internal sealed class HistoryReader(string folder, CommitList commits, ChangeLog log)
{
    private readonly List<Change> _changes = [];
    private readonly PackedWriter _scratch = new();

    /// <param name="kept">Numbers of commits whose files will be asked for afterwards.</param>
    /// <param name="cancel">Stops git, too.</param>
    public async Task<History> ReadAsync(IEnumerable<int> kept, CancellationToken cancel)
    {
        List<int> unknown = [.. Enumerable.Range(0, commits.Count).Where(i => !log.Holds(commits[i], ParentOf(i)))];
        if (unknown.Count > 0)
        {
            await CompareAsync(unknown, cancel);
        }

        return await Task.Run(() => Build(kept, cancel), cancel);
    }

    private ObjectId ParentOf(int commit) => commits.ParentsOf(commit) is [int parent, ..] ? commits[parent] : default;

    private async Task CompareAsync(List<int> unknown, CancellationToken cancel)
    {
        await using GitRun run = GitRun.Start(folder, "diff-tree", "--stdin", "-r", "--root", "-z", "--raw", "--no-renames", "--ignore-submodules=none");
        IEnumerable<string> pairs = unknown.Select(i => commits.ParentsOf(i) is [int parent, ..] ? $"{commits[i]} {commits[parent]}" : commits[i].ToString());
        Task feeding = Task.Run(() => run.FeedAsync(pairs, cancel), cancel);
        var read = new List<(ObjectId Commit, Change[] Changes)>();
        await Task.Run(() => TakeChanges(new TokenReader(run.Output), read, cancel), cancel);
        await feeding;
        await run.FinishAsync(cancel);

        // Only now is it certain that git said all. A commit without changes is not named.
        foreach ((ObjectId commit, Change[] changes) in read)
        {
            log.Add(commit, ParentOf(commits.NumberOf(commit)), changes, _scratch);
        }

        foreach (int commit in unknown.Where(commit => !log.Holds(commits[commit], ParentOf(commit))))
        {
            log.Add(commits[commit], ParentOf(commit), [], _scratch);
        }
    }

    private void TakeChanges(TokenReader reader, List<(ObjectId Commit, Change[] Changes)> read, CancellationToken cancel)
    {
        ObjectId? commit = null;
        while (reader.Next(0, out ReadOnlySpan<byte> token))
        {
            if (token is [(byte)':', ..])
            {
                RawChange raw = RawChange.Parse(token);
                if (commit is null || !reader.Next(0, out ReadOnlySpan<byte> path))
                {
                    throw new GitException(GitFailure.Garbled, "git diff-tree named a change without its commit or path");
                }

                int blob = raw.Kind == EntryKind.Absent ? -1 : log.BlobNumber(raw.Blob);
                _changes.Add(new Change(log.Paths.NumberOf(path), raw.Was, raw.Kind, blob));
                continue;
            }

            Finish();
            commit = ObjectId.Parse(token);
            cancel.ThrowIfCancellationRequested();
        }

        Finish();

        void Finish()
        {
            if (commit is { } done)
            {
                read.Add((done, [.. _changes]));
                _changes.Clear();
            }
        }
    }

    private History Build(IEnumerable<int> kept, CancellationToken cancel)
    {
        var history = new History(commits, log);
        var children = new int[commits.Count];
        foreach (int parent in Enumerable.Range(0, commits.Count).SelectMany(commits.ParentsOf).Concat(kept))
        {
            children[parent]++;
        }

        for (int commit = 0; commit < commits.Count; commit++)
        {
            cancel.ThrowIfCancellationRequested();
            log.Read(commits[commit], _changes);
            int[] parents = commits.ParentsOf(commit);
            history.Graph.Add(commit, parents, CollectionsMarshal.AsSpan(_changes));
            foreach (int parent in parents)
            {
                if (--children[parent] == 0)
                {
                    history.Graph.Forget(parent);
                }
            }
        }

        return history;
    }
}
