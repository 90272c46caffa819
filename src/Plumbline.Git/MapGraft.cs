using Plumbline.Git.Keeping;
using Plumbline.Origin;
using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>Puts the one file of a map in its place in another map of the same revision.</summary>
internal sealed class MapGraft
{
    private readonly OriginMap _from;
    private readonly PackedCommits _commits;
    private readonly int[] _commitNumbers;
    private readonly int[] _pathNumbers;
    private readonly List<string> _paths;

    private MapGraft(OriginMap onto, OriginMap from)
    {
        (_from, _paths) = (from, [.. onto.Paths]);
        PackedCommits packed = (PackedCommits)onto.Commits, added = (PackedCommits)from.Commits;
        var known = new Dictionary<ObjectId, int>(packed.Count);
        for (int i = 0; i < packed.Count; i++)
        {
            known.Add(packed.IdOf(i), i);
        }

        var more = new List<CommitFacts>();
        _commitNumbers = [.. Enumerable.Range(0, added.Count).Select(i => known.TryGetValue(added.IdOf(i), out int number) ? number : Add(more, packed.Count, added[i]))];
        _commits = packed.With(more);
        _pathNumbers = [.. from.Paths.Select(path => _paths.IndexOf(path) is >= 0 and var number ? number : Add(_paths, 0, path))];
    }

    public static OriginMap Onto(OriginMap onto, OriginMap from)
    {
        var graft = new MapGraft(onto, from);
        FileOrigins file = graft.Here(from.Files[0]);
        return new OriginMap
        {
            Revision = onto.Revision,
            Commits = graft._commits,
            Youngest = graft.Youngest(onto),
            Paths = graft._paths,
            Files = [.. onto.Files.Select(other => other.Path == file.Path ? file : other)],
            Boundaries = onto.Boundaries.Concat(from.Boundaries.Select(commit => graft._commitNumbers[commit])).ToHashSet(),
            Squashes = onto.Squashes,
            Gaps = onto.Gaps,
        };
    }

    private static int Add<T>(List<T> to, int before, T one)
    {
        to.Add(one);
        return before + to.Count - 1;
    }

    private long[] Youngest(OriginMap onto)
    {
        long[] youngest = [.. onto.Youngest, .. new long[_commits.Count - onto.Youngest.Count]];
        for (int i = 0; i < _commitNumbers.Length; i++)
        {
            youngest[_commitNumbers[i]] = _from.Youngest[i];
        }

        return youngest;
    }

    private FileOrigins Here(FileOrigins file) =>
        new(file.Path, file.Kind, [.. file.Runs.Select(run => run with { First = Here(run.First) })], [.. file.Remarks.Select(Here)]);

    private LineRemark Here(LineRemark remark) => remark with
    {
        Notes = [.. remark.Notes.Select(note => note with { Commit = _commitNumbers[note.Commit] })],
        Overwrites = [.. remark.Overwrites.Select(one => one with { Old = Here(one.Old), Commit = _commitNumbers[one.Commit] })],
    };

    private LineOrigin Here(LineOrigin place) => new(_commitNumbers[place.Commit], _pathNumbers[place.Path], place.Line);
}
