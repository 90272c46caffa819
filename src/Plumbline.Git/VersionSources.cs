using System.Text;
using Plumbline.Git.Objects;
using Plumbline.Origin.Replay;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git;

/// <summary>What versions of files were made from, renames found, and their contents.</summary>
internal sealed class VersionSources
{
    private readonly History _history;
    private readonly Fingerprints _fingerprints;

    public VersionSources(ObjectStore objects, History history)
    {
        (Objects, _history, _fingerprints) = (objects, history, new Fingerprints(objects, history));
        Renames = new RenameSearch(history.Graph, path => history.Paths[path], _fingerprints.Of);
    }

    public ObjectStore Objects { get; }

    public RenameSearch Renames { get; }

    /// <summary>How many contents could not be compared, as they are not in this clone.</summary>
    public int Unread => _fingerprints.Unread;

    /// <summary>Gives memory back once no renames are searched any more.</summary>
    public void EndRenames() => _fingerprints.Clear();

    /// <summary>The version before, along the first parent; -1 where there was none.</summary>
    public int Before(int version)
    {
        FileVersion made = _history.Graph[version];
        return made.Parent switch
        {
            FileVersion.Search => Renames.Find(version, _history.Graph.Deleted(made.Commit, 0)),
            FileVersion.Many => _history.Graph.MergedFrom(version)[0],
            _ => made.Parent,
        };
    }

    /// <summary>A version's bytes; null where they are not in this clone.</summary>
    public byte[]? Content(int version) => Objects.Read(_history.Blobs[_history.Graph[version].Blob]);

    /// <summary>A version's lines; null where its content is not in this clone.</summary>
    public TextLines? Text(int version, TextLines? near = null) => Content(version) is { } content ? TextLines.Cut(content, content.Length, near) : null;

    /// <summary>A version's path at its commit.</summary>
    public string PathOf(int version) => PathText.Of(_history.Paths[_history.Graph[version].Path]);

    /// <summary>One line, counted from 0, without its end.</summary>
    public static string Line(TextLines text, int line) => Encoding.UTF8.GetString(text[line]).TrimEnd('\n', '\r');
}
