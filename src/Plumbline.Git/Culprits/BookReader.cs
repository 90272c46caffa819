using Plumbline.Git.Keeping;
using Plumbline.Ledger.Code;
using Plumbline.Ledger.Culprits;
using Plumbline.Origin;
using Plumbline.Origin.Replay;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git.Culprits;

/// <summary>Reads every commit's message and what it changed in every file.</summary>
/// <param name="history">The commits.</param>
/// <param name="sources">What their files were made from.</param>
/// <param name="kept">What is known of them; null where nothing is kept.</param>
internal sealed class BookReader(History history, VersionSources sources, KeptCommits? kept = null)
{
    /// <summary>A change of more lines is an import: it is counted, but its words say nothing of any one line.</summary>
    private const int MostLines = 50_000;
    private static readonly (FactKind, string, string) s_about = (FactKind.Words, "", "");
    private readonly LineDiff _diff = new();

    /// <summary>Whether every content was in this clone.</summary>
    public bool IsWhole { get; private set; } = true;

    public CommitBook Read(CancellationToken cancel)
    {
        var book = new CommitBook();
        for (int commit = 0; commit < history.Commits.Count; commit++)
        {
            cancel.ThrowIfCancellationRequested();
            string id = history.Commits[commit].ToString();
            byte[] raw = sources.Objects.Read(history.Commits[commit]) ?? throw new GitException(GitFailure.MissingObject, $"commit {id} is not in this clone");
            CommitFacts facts = CommitParser.Parse(id, [], raw);
            (string subject, string body) = MessageText.Of(facts.Message);
            BookPage page = kept?.Find(commit, s_about, BookPage.Read) ?? PageOf(commit);
            book.Add(new BookCommit(id, $"{facts.AuthorName} <{facts.AuthorMail}>", facts.AuthorTime, facts.CommitTime, subject, body, page.In(book)));
        }

        return book;
    }

    private BookPage PageOf(int commit)
    {
        var (names, files, isWhole) = (new Numbering<string>(), new List<(string Path, FileChange Change)>(), true);
        if (history.Commits.ParentsOf(commit).Length <= 1)
        {
            foreach (int version in history.Graph.MadeBy(commit))
            {
                if (history.Graph[version].Kind == EntryKind.Regular && Compare(version, names, ref isWhole) is { } change)
                {
                    files.Add((sources.PathOf(version), change));
                }
            }

            HashSet<string> there = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
            files.AddRange(history.Graph.Deleted(commit, 0).Where(gone => gone >= 0 && history.Graph[gone].Kind == EntryKind.Regular)
                .Select(sources.PathOf).Where(there.Add).Select(path => (path, new FileChange(0, 0, [], [], [], []))));
        }

        var page = new BookPage(names.Things, files);
        IsWhole &= isWhole;
        if (isWhole)
        {
            kept?.Keep(commit, s_about, page.Write);
        }

        return page;
    }

    private FileChange? Compare(int version, Numbering<string> names, ref bool isWhole)
    {
        int before = sources.Before(version);
        TextLines? old = before < 0 ? TextLines.Empty : sources.Text(before);
        TextLines? text = old is null || old.IsBinary ? null : sources.Text(version, before < 0 ? null : old);
        if (old is null || text is null || text.IsBinary)
        {
            isWhole &= old is { IsBinary: true } || text is not null;
            return null;
        }

        var change = new ChangeTally(names);
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
