using Plumbline.Git.Keeping;
using Plumbline.Ledger.Code;
using Plumbline.Origin.Lines;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Shipping;

/// <summary>
/// Finds out what each change did to lines. One replay answers for all changes of which it is not known yet; it looks through reformatting, moves
/// within a file, renames and squashes, as <c>plumb origin</c> does. So it takes the time of the files that new changes touched.
/// </summary>
internal sealed class LineFacts
{
    private const int Boilerplate = 1;
    private readonly CodeRepository _repository;
    private readonly GeneratedPaths _generated;
    private readonly Dictionary<int, RootLines> _known = [];
    private readonly Dictionary<int, Tally> _new = [];
    private readonly Dictionary<int, List<RootFile>> _pairs = [];
    private readonly Dictionary<int, (long[] Lines, int Users)> _held = [];

    private LineFacts(CodeRepository repository, GeneratedPaths generated) => (_repository, _generated) = (repository, generated);

    /// <summary>By the root of the change.</summary>
    public static IReadOnlyDictionary<int, RootLines> Of(CodeRepository repository, RootFiles files, GeneratedPaths generated, CancellationToken cancel)
    {
        var facts = new LineFacts(repository, generated);
        foreach (var root in files.All.GroupBy(file => file.Root))
        {
            facts.Take(root.Key, [.. root.Where(file => facts.IsMeant(file))]);
        }

        if (facts._pairs.Count > 0)
        {
            repository.Replay.Each(facts._pairs.Keys.ToHashSet(), facts.Take, cancel);
        }

        facts.Finish();
        return facts._known;
    }

    private static (FactKind, string, string) About(Tally tally) => (FactKind.Lines, "", tally.Terms);

    private bool IsMeant(RootFile file) => (IsText(file.Before) || IsText(file.After)) && !_generated.Has(_repository.Sources.PathOf(file.After >= 0 ? file.After : file.Before));

    private bool IsText(int version) => version >= 0 && _repository.History.Graph[version].Kind == EntryKind.Regular;

    private void Take(int root, List<RootFile> files)
    {
        var tally = new Tally { Terms = FactTerms.Of(string.Join('\n', files.Select(file => $"{NameOf(file.Before)} {NameOf(file.After)}").Prepend(_generated.Terms))), Left = files.Count };
        if (_repository.Kept.Find(root, About(tally), from => RootLines.Read(from, _repository.Kept)) is { } known)
        {
            _known[root] = known;
            return;
        }

        _new[root] = tally;
        foreach (RootFile file in files)
        {
            foreach (int version in (int[])[file.Before, file.After])
            {
                if (IsText(version))
                {
                    (_pairs.TryGetValue(version, out var list) ? list : _pairs[version] = []).Add(file);
                }
            }
        }
    }

    // A version by what means the same in every history.
    private string NameOf(int version) => version < 0 ? "-" : $"{_repository.History.Commits[_repository.History.Graph[version].Commit]}:{_repository.Sources.PathOf(version)}";

    private void Take(int version, Revision revision)
    {
        long[] lines = revision.Text.IsBinary ? [] : Packed(revision);
        List<RootFile> pairs = _pairs[version];
        _held[version] = (lines, pairs.Count);
        foreach (RootFile pair in pairs)
        {
            if (IsThere(pair.Before) && IsThere(pair.After))
            {
                Compare(pair);
                Release(pair.Before);
                Release(pair.After);
            }
        }
    }

    private bool IsThere(int version) => !IsText(version) || _held.ContainsKey(version);

    private void Release(int version)
    {
        if (IsText(version))
        {
            (long[] lines, int users) = _held[version];
            if (users == 1)
            {
                _held.Remove(version);
            }
            else
            {
                _held[version] = (lines, users - 1);
            }
        }
    }

    private void Compare(RootFile pair)
    {
        HashSet<long> before = IsText(pair.Before) ? [.. _held[pair.Before].Lines] : [], after = IsText(pair.After) ? [.. _held[pair.After].Lines] : [];
        Tally tally = _new[pair.Root];
        tally.Left--;
        foreach (long line in after.Where(line => (line & Boilerplate) == 0 && !before.Contains(line)))
        {
            (tally.Brought.TryGetValue(VersionOf(line), out var lines) ? lines : tally.Brought[VersionOf(line)] = []).Add((int)(line >> 1 & int.MaxValue) + 1);
        }

        foreach (long line in before.Where(line => (line & Boilerplate) == 0 && !after.Contains(line)))
        {
            int commit = CommitOf(VersionOf(line));
            tally.Lost[commit] = tally.Lost.GetValueOrDefault(commit) + 1;
        }
    }

    private void Finish()
    {
        foreach ((int root, Tally tally) in _new)
        {
            RootLines lines = new(
                [.. tally.Brought.OrderBy(one => one.Key).Select(one => new WrittenLines(CommitOf(one.Key), _repository.Sources.PathOf(one.Key), [.. one.Value.Order()]))],
                [.. tally.Lost.OrderBy(one => one.Key).Select(one => (one.Key, one.Value))]);
            _known[root] = lines;

            // What lacks a content in this clone may get it yet.
            if (tally.Left == 0)
            {
                _repository.Kept.Keep(root, About(tally), to => lines.Write(to, _repository.Kept));
            }
        }
    }

    private int CommitOf(int version) => _repository.History.Graph[version].Commit;

    private static int VersionOf(long line) => (int)(line >> 32);

    private static long[] Packed(Revision revision)
    {
        var lines = new long[revision.Text.Count];
        bool[] plain = BoilerplateLines.Of(revision.Text.Bytes, lines.Length);
        for (int i = 0; i < lines.Length; i++)
        {
            OriginLine origin = revision.Lines[i];
            lines[i] = (long)origin.Version << 32 | (long)(uint)origin.Line << 1 | (plain[i] ? Boilerplate : 0L);
        }

        return lines;
    }

    private sealed class Tally
    {
        public required string Terms { get; init; }

        /// <summary>Files that are not compared yet.</summary>
        public int Left { get; set; }

        public Dictionary<int, List<int>> Brought { get; } = [];

        public Dictionary<int, int> Lost { get; } = [];
    }
}
