using System.Text;
using Plumbline.Ledger.Code;
using Plumbline.Origin;
using Plumbline.Origin.Lines;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Shipping;

/// <summary>
/// Counts for each change the lines that it brought, by who wrote them, and when they went again. One replay of the history answers for all: it looks
/// through reformatting, moves within a file, renames and squashes, as <c>plumb origin</c> does.
/// </summary>
internal sealed class LineLives
{
    private const int Boilerplate = 1;
    private readonly CodeRepository _repository;
    private readonly ChangeSplit _split;
    private readonly LineClasses _classes;
    private readonly Dictionary<int, ChangeLines> _lines = [];
    private readonly Dictionary<int, int> _unclaimed = [];
    private readonly Dictionary<int, List<RootFile>> _pairs = [];
    private readonly Dictionary<int, (long[] Lines, int Users)> _held = [];

    private LineLives(CodeRepository repository, ChangeSplit split, LineClasses classes) => (_repository, _split, _classes) = (repository, split, classes);

    /// <summary>By the root of the change.</summary>
    public static Dictionary<int, ChangeLines> Of(CodeRepository repository, ChangeSplit split, RootFiles files, LineClasses classes, CancellationToken cancel)
    {
        var lives = new LineLives(repository, split, classes);
        foreach (int root in split.Roots)
        {
            lives._lines[root] = new ChangeLines { FileAge = files.Ages.GetValueOrDefault(root, -1), OfCommits = classes.OfCommits(split.MembersOf(root)) };
        }

        lives.Run(files.All, cancel);
        return lives._lines;
    }

    private void Run(IReadOnlyList<RootFile> files, CancellationToken cancel)
    {
        var versions = new HashSet<int>();
        foreach (RootFile file in files.Where(file => !_classes.IsGenerated(PathOf(file))))
        {
            foreach (int version in (int[])[file.Before, file.After])
            {
                if (version >= 0 && _repository.History.Graph[version].Kind == EntryKind.Regular)
                {
                    versions.Add(version);
                    (_pairs.TryGetValue(version, out var list) ? list : _pairs[version] = []).Add(file);
                }
            }
        }

        _repository.Replay.ReadIgnored();
        _repository.Replay.Each(versions, Take, cancel);
        AddUnclaimed();
    }

    private void Take(int version, Revision revision)
    {
        long[] lines = revision.Text.IsBinary ? [] : Packed(revision);
        List<RootFile> pairs = _pairs[version];
        _held[version] = (lines, pairs.Count);
        foreach (RootFile pair in pairs)
        {
            if ((pair.Before < 0 || _held.ContainsKey(pair.Before)) && (pair.After < 0 || _held.ContainsKey(pair.After)))
            {
                Compare(pair);
                Release(pair.Before);
                Release(pair.After);
            }
        }
    }

    private void Release(int version)
    {
        if (version >= 0)
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
        HashSet<long> before = pair.Before < 0 ? [] : [.. _held[pair.Before].Lines], after = pair.After < 0 ? [] : [.. _held[pair.After].Lines];
        DateTimeOffset now = _split.Code.TimeOf(pair.Root);
        foreach (long line in after)
        {
            if ((line & Boilerplate) == 0 && !before.Contains(line) && ChangeOf(line) is { } change)
            {
                if (change.Root == pair.Root)
                {
                    Brought(change.Lines, line);
                }
                else if (_split.OnMain[pair.Root])
                {
                    change.Lines.Regain();
                }
            }
        }

        if (!_split.OnMain[pair.Root])
        {
            return;
        }

        foreach (long line in before)
        {
            if ((line & Boilerplate) == 0 && !after.Contains(line) && ChangeOf(line) is { } change && change.Root != pair.Root)
            {
                change.Lines.Lose(_split.Code.TimeOf(change.Root), now);
            }
        }
    }

    private (int Root, ChangeLines Lines)? ChangeOf(long line)
    {
        int root = _split.RootOf(_repository.History.Graph[VersionOf(line)].Commit);
        return root < 0 ? null : (root, _lines[root]);
    }

    private void Brought(ChangeLines change, long line)
    {
        int commit = _repository.History.Graph[VersionOf(line)].Commit;
        if (_classes.ClaimOf(commit, _repository.Sources.PathOf(VersionOf(line)), (int)(line >> 1 & int.MaxValue) + 1) is { } claim)
        {
            change.Add(claim.Class, claim.Tool, claim.Model);
        }
        else
        {
            _unclaimed[commit] = _unclaimed.GetValueOrDefault(commit) + 1;
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

    private string PathOf(RootFile file) => _repository.Sources.PathOf(file.After >= 0 ? file.After : file.Before);

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
}
