using Plumbline.Ledger.Culprits;
using Plumbline.Origin;
using Plumbline.Origin.Replay;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git.Culprits;

/// <summary>Reads every commit's message and what it changed in every file.</summary>
internal sealed class BookReader(History history, VersionSources sources)
{
    /// <summary>A change of more lines is an import: it is counted, but its words say nothing of any one line.</summary>
    private const int MostLines = 50_000;
    private readonly LineDiff _diff = new();
    private readonly CommitBook _book = new();

    public CommitBook Read(CancellationToken cancel)
    {
        for (int commit = 0; commit < history.Commits.Count; commit++)
        {
            cancel.ThrowIfCancellationRequested();
            string id = history.Commits[commit].ToString();
            byte[] raw = sources.Objects.Read(history.Commits[commit]) ?? throw new GitException(GitFailure.MissingObject, $"commit {id} is not in this clone");
            CommitFacts facts = CommitParser.Parse(id, [], raw);
            (string subject, string body) = MessageText.Of(facts.Message);
            _book.Add(new BookCommit(id, $"{facts.AuthorName} <{facts.AuthorMail}>", facts.AuthorTime, facts.CommitTime, subject, body, FilesOf(commit)));
        }

        return _book;
    }

    private Dictionary<string, FileChange> FilesOf(int commit)
    {
        var files = new Dictionary<string, FileChange>(StringComparer.Ordinal);
        if (history.Commits.ParentsOf(commit).Length > 1)
        {
            return files;
        }

        foreach (int version in history.Graph.MadeBy(commit))
        {
            if (history.Graph[version].Kind == EntryKind.Regular && Compare(version) is { } change)
            {
                files[sources.PathOf(version)] = change;
            }
        }

        foreach (int gone in history.Graph.Deleted(commit, 0))
        {
            if (gone >= 0 && history.Graph[gone].Kind == EntryKind.Regular)
            {
                files.TryAdd(sources.PathOf(gone), new FileChange(0, 0, [], [], new HashSet<string>(), new HashSet<int>()));
            }
        }

        return files;
    }

    private FileChange? Compare(int version)
    {
        int before = sources.Before(version);
        TextLines? old = before < 0 ? TextLines.Empty : sources.Text(before);
        TextLines? text = old is null || old.IsBinary ? null : sources.Text(version, before < 0 ? null : old);
        if (old is null || text is null || text.IsBinary)
        {
            return null;
        }

        var change = new ChangeTally(_book);
        foreach (Hunk hunk in _diff.Compare(old, text))
        {
            if (hunk.OldCount + hunk.NewCount > MostLines)
            {
                change.Count(hunk.NewCount, hunk.OldCount);
                continue;
            }

            int at = hunk.OldCount > 0 ? hunk.Old : hunk.Old - 1;
            change.Take(Lines(old, hunk.Old, hunk.OldCount), Lines(text, hunk.New, hunk.NewCount), before < 0 ? null : FunctionName.Around(line => VersionSources.Line(old, line), at)?.Name);
        }

        if (before >= 0)
        {
            old.Release();
        }

        text.Release();
        return change.Done();
    }

    private static string[] Lines(TextLines text, int from, int count) => [.. Enumerable.Range(from, count).Select(line => VersionSources.Line(text, line))];
}
