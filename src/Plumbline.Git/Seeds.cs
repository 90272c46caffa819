using Plumbline.Git.Keeping;
using Plumbline.Origin;
using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>What an earlier map knows of versions that still lead to the revision asked: they need not be replayed again.</summary>
internal sealed class Seeds
{
    private readonly History _history;
    private readonly Dictionary<int, FileOrigins> _files = [];
    private readonly int[] _commits;
    private readonly int[] _paths;
    private readonly VersionIndex _versions;

    private Seeds(History history, OriginMap map, int[] commits)
    {
        (_history, Map, _commits, _versions) = (history, map, commits, new VersionIndex(history.Graph));
        var numbers = new Dictionary<string, int>();
        for (int path = 0; path < history.Paths.Count; path++)
        {
            numbers[PathText.Of(history.Paths[path])] = path;
        }

        _paths = [.. map.Paths.Select(path => numbers.GetValueOrDefault(path, -1))];
    }

    public OriginMap Map { get; }

    /// <summary>Null where the map speaks of commits or places that this history does not have.</summary>
    public static Seeds? Make(History history, OriginMap map, int tip)
    {
        var commits = new int[map.Commits.Count];
        for (int i = 0; i < commits.Length; i++)
        {
            if (!history.Commits.Find(ObjectId.Parse(System.Text.Encoding.ASCII.GetBytes(map.Commits[i].Id)), out commits[i]))
            {
                return null;
            }
        }

        var seeds = new Seeds(history, map, commits);
        foreach (int version in history.StateOf(tip).All())
        {
            FileOrigins? file = map.File(PathText.Of(history.Paths[history.Graph[version].Path]));
            if (file is not null && file.Kind != FileKind.Missing && file.Runs.All(run => seeds.Find(run.First) >= 0))
            {
                seeds._files.Add(version, file);
            }
        }

        return seeds;
    }

    /// <summary>The whole answer for a version, or null.</summary>
    public FileOrigins? FileOf(int version) => _files.GetValueOrDefault(version);

    /// <summary>Whether the origins of a version's lines are known.</summary>
    public bool Holds(int version) => FileOf(version) is { Kind: FileKind.Text };

    /// <summary>The number of a commit of the map in the history.</summary>
    public int CommitOf(int number) => _commits[number];

    public OriginLine[] Lines(int version, Trails trails)
    {
        FileOrigins file = _files[version];
        var lines = new OriginLine[file.LineCount];
        foreach (LineRun run in file.Runs)
        {
            int from = Find(run.First);
            for (int i = 0; i < run.Count; i++)
            {
                lines[run.Start - 1 + i] = new OriginLine(from, run.First.Line - 1 + i, 0);
            }
        }

        foreach (LineRemark remark in file.Remarks)
        {
            int trail = Restore(remark, trails);
            for (int i = 0; i < remark.Count; i++)
            {
                lines[remark.Line - 1 + i] = lines[remark.Line - 1 + i] with { Trail = trail };
            }
        }

        return lines;
    }

    private int Restore(LineRemark remark, Trails trails)
    {
        int trail = 0, left = remark.Notes.Count;
        for (int replaced = remark.Overwrites.Count; replaced >= 0; replaced--)
        {
            for (; left > 0 && remark.Notes[left - 1] is var note && note.Replaced >= replaced; left--)
            {
                trail = trails.AddNote(note.Kind, CommitOf(note.Commit), note.Number, trail);
            }

            if (replaced > 0)
            {
                Overwrite overwrite = remark.Overwrites[replaced - 1];
                trail = trails.AddOverwrite(new OriginLine(Math.Max(0, Find(overwrite.Old)), overwrite.Old.Line - 1, trail), CommitOf(overwrite.Commit), overwrite.Similarity);
            }
        }

        return trail;
    }

    private int Find(LineOrigin place) =>
        _paths[place.Path] is >= 0 and var path ? _versions.Find(CommitOf(place.Commit), path) : -1;
}
