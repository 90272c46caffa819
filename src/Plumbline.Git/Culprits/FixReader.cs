using Plumbline.Git.Keeping;
using Plumbline.Ledger.Code;
using Plumbline.Ledger.Culprits;
using Plumbline.Origin.Replay;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git.Culprits;

/// <summary>Reads what fixes changed, and by a replay who wrote the lines they changed.</summary>
/// <param name="history">The commits.</param>
/// <param name="sources">What their files were made from.</param>
/// <param name="kept">What is known of fixes; null where nothing is kept.</param>
internal sealed class FixReader(History history, VersionSources sources, KeptCommits? kept = null)
{
    private const int Context = 8;
    private static readonly (FactKind, string, string) s_about = (FactKind.Fix, "", "");
    private readonly Trails _trails = new();
    private readonly LineDiff _diff = new();
    private readonly Dictionary<int, List<(int Fix, int After)>> _asked = [];
    private readonly Dictionary<(int Fix, int After), List<RawHunk>> _found = [];

    /// <summary>Whether every content was in this clone.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <param name="fixes">The fixes' commits.</param>
    /// <param name="at">The commit whose list of commits to pass over counts; its files must have been kept.</param>
    /// <param name="cancel">Stops the reading.</param>
    public List<Fix> Read(IReadOnlyList<int> fixes, int at, CancellationToken cancel)
    {
        var known = fixes.Distinct().Select(fix => kept?.Find(fix, s_about, from => PackedFix.Read(from, fix, kept))).OfType<Fix>().ToDictionary(fix => fix.Commit);
        int[] unknown = [.. fixes.Where(fix => !known.ContainsKey(fix)).Distinct()];
        foreach (Fix fix in unknown.Length > 0 ? Search(unknown, at, cancel) : [])
        {
            known[fix.Commit] = fix;
            if (IsWhole)
            {
                kept?.Keep(fix.Commit, s_about, to => PackedFix.Write(to, fix, kept));
            }
        }

        return [.. fixes.Select(fix => known[fix])];
    }

    private List<Fix> Search(IReadOnlyList<int> fixes, int at, CancellationToken cancel)
    {
        var lineage = new Lineage(history.Graph, sources.Renames, new LineageRules(_ => [], _ => false, _ => false));
        foreach (int fix in fixes)
        {
            foreach (int after in history.Graph.MadeBy(fix))
            {
                if (history.Graph[after].Kind == EntryKind.Regular && sources.Before(after) is >= 0 and var before)
                {
                    Ask(before, fix, after);
                    lineage.Trace(before);
                }
            }

            foreach (int gone in history.Graph.Deleted(fix, 0))
            {
                if (gone >= 0 && history.Graph[gone].Kind == EntryKind.Regular)
                {
                    Ask(gone, fix, -1);
                    lineage.Trace(gone);
                }
            }
        }

        HashSet<int> ignored = IgnoreList.Read(sources, history, at);
        new BlameReplay(history.Graph, lineage, new ReplayRules(_trails, ignored.Contains), _ => null).Run(
            (version, near) =>
            {
                cancel.ThrowIfCancellationRequested();
                TextLines? text = sources.Text(version, near);
                IsWhole &= text is not null;
                return text;
            },
            Take);
        var past = new PastTexts(sources, history, _found.Values.SelectMany(hunks => hunks).SelectMany(hunk => hunk.Old).SelectMany(line => line.Past));
        return [.. fixes.Select(fix => Build(fix, lineage, past))];
    }

    private void Ask(int before, int fix, int after) => (_asked.TryGetValue(before, out var list) ? list : _asked[before] = []).Add((fix, after));

    private void Take(int version, Revision? revision)
    {
        foreach ((int fix, int after) in revision is null || revision.Text.IsBinary ? [] : _asked.GetValueOrDefault(version) ?? [])
        {
            TextLines? text = after < 0 ? TextLines.Empty : sources.Text(after);
            IsWhole &= text is not null;
            if (text is { IsBinary: false })
            {
                // A file that was renamed away stands among the deleted ones, too; its own lines went on.
                _found[(fix, after < 0 ? ~version : after)] = [.. _diff.Compare(revision!.Text, text).Select(hunk => HunkOf(hunk, revision, text))];
            }
        }
    }

    private RawHunk HunkOf(Hunk hunk, Revision old, TextLines text)
    {
        int end = hunk.Old + hunk.OldCount;
        var function = old.Text.Count == 0 ? null : FunctionName.Around(line => VersionSources.Line(old.Text, line), Math.Min(hunk.OldCount > 0 ? hunk.Old : hunk.Old - 1, old.Text.Count - 1));
        List<RawLine> Lines(IEnumerable<int> lines, Revision of, bool whole) => [.. lines.Select(line => new RawLine(VersionSources.Line(of.Text, line), whole ? Past(of.Lines[line]) : [of.Lines[line]]))];
        return new RawHunk(
            hunk.Old + 1,
            Lines(Enumerable.Range(hunk.Old, hunk.OldCount), old, true),
            [.. Enumerable.Range(hunk.New, hunk.NewCount).Select(line => VersionSources.Line(text, line))],
            Lines(Enumerable.Range(1, Math.Min(Context, hunk.Old)).Select(step => hunk.Old - step), old, false),
            Lines(Enumerable.Range(end, Math.Min(Context, old.Text.Count - end)), old, false),
            function?.Name);
    }

    private OriginLine[] Past(OriginLine line)
    {
        var past = new List<OriginLine> { line };
        for (int trail = line.Trail; trail != 0; trail = _trails[trail].Next)
        {
            if (_trails[trail].Note is null)
            {
                past.Add(_trails[trail].Old);
            }
        }

        return [.. past];
    }

    private Fix Build(int fix, Lineage lineage, PastTexts past)
    {
        var files = new List<FixedFile>();
        var renamed = history.Graph.MadeBy(fix).Select(sources.Before).ToHashSet();
        foreach (((int at, int after), List<RawHunk> hunks) in _found)
        {
            if (at == fix && (after >= 0 || !renamed.Contains(~after)))
            {
                int before = after < 0 ? ~after : sources.Before(after);
                int[] versions = AllBefore(before, lineage);
                string path = sources.PathOf(after < 0 ? before : after);
                files.Add(new FixedFile(path, versions.Select(sources.PathOf).Append(path).ToHashSet(StringComparer.Ordinal), versions.Select(version => history.Graph[version].Commit).ToHashSet(), [.. hunks.Select(hunk => hunk.Build(past))]));
            }
        }

        files.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        return new Fix(fix, files, [.. history.Graph.MadeBy(fix).Select(sources.PathOf)]);
    }

    private static int[] AllBefore(int version, Lineage lineage)
    {
        var seen = new HashSet<int> { version };
        var open = new Stack<int>(seen);
        while (open.TryPop(out int at))
        {
            foreach (Source source in lineage.SourcesOf(at))
            {
                if (seen.Add(source.Version))
                {
                    open.Push(source.Version);
                }
            }
        }

        return [.. seen];
    }
}
