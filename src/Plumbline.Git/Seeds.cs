using System.Text;
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

    /// <param name="history">The history; commits and places that only the map knows are mentioned there.</param>
    /// <param name="map">An earlier map.</param>
    /// <param name="tip">The revision of the map, by its number.</param>
    public Seeds(History history, OriginMap map, int tip)
    {
        (_history, Map, _versions) = (history, map, new VersionIndex(history.Graph));
        var packed = (PackedCommits)map.Commits;
        _commits = [.. Enumerable.Range(0, packed.Count).Select(i => history.Commits.Mention(packed.IdOf(i)))];
        _paths = [.. map.Paths.Select(path => history.Paths.NumberOf(Encoding.UTF8.GetBytes(path)))];
        foreach (int version in history.StateOf(tip).All())
        {
            if (map.File(PathText.Of(history.Paths[history.Graph[version].Path])) is { Kind: not FileKind.Missing } file)
            {
                _files.Add(version, file);
            }
        }
    }

    public OriginMap Map { get; }

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
            int from = Place(run.First);
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
                trail = trails.AddOverwrite(new OriginLine(Place(overwrite.Old), overwrite.Old.Line - 1, trail), CommitOf(overwrite.Commit), overwrite.Similarity);
            }
        }

        return trail;
    }

    private int Place(LineOrigin place) => _versions.Of(_commits[place.Commit], _paths[place.Path]);
}
