using System.Text;
using Plumbline.Git.Objects;
using Plumbline.Origin.Replay;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git.Culprits;

/// <summary>What versions of files were made from, renames found, and their contents.</summary>
internal sealed class VersionSources
{
    private readonly ObjectStore _objects;
    private readonly History _history;

    public VersionSources(ObjectStore objects, History history)
    {
        (_objects, _history) = (objects, history);
        Renames = new RenameSearch(history.Graph, path => history.Paths[path], new Fingerprints(objects, history).Of);
    }

    public RenameSearch Renames { get; }

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

    /// <summary>A version's lines; null where its content is not in this clone.</summary>
    public TextLines? Text(int version, TextLines? near = null)
    {
        byte[]? content = _objects.Read(_history.Blobs[_history.Graph[version].Blob]);
        return content is null ? null : TextLines.Cut(content, content.Length, near);
    }

    /// <summary>A version's path at its commit.</summary>
    public string PathOf(int version) => PathText.Of(_history.Paths[_history.Graph[version].Path]);

    /// <summary>One line, counted from 0, without its end.</summary>
    public static string Line(TextLines text, int line) => Encoding.UTF8.GetString(text[line]).TrimEnd('\n', '\r');
}
