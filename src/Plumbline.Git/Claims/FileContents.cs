using System.Text;
using Plumbline.Git.Objects;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Claims;

/// <summary>Contents of the files of one revision.</summary>
internal sealed class FileContents
{
    private readonly string _folder;
    private readonly RepositoryState _state;
    private readonly Dictionary<string, ObjectId> _blobs;

    private FileContents(string folder, RepositoryState state, Dictionary<string, ObjectId> blobs) => (_folder, _state, _blobs) = (folder, state, blobs);

    /// <param name="folder">The repository.</param>
    /// <param name="state">Its state.</param>
    /// <param name="revision">The whole id of a commit.</param>
    /// <param name="cancel">Stops git.</param>
    public static async Task<FileContents> OfAsync(string folder, RepositoryState state, string revision, CancellationToken cancel)
    {
        var output = await GitRun.ReadAsync(folder, ["ls-tree", "-r", "-z", "--full-tree", revision], cancel).ConfigureAwait(false);
        var blobs = new Dictionary<string, ObjectId>(StringComparer.Ordinal);
        for (var at = 0; at < output.Length;)
        {
            var end = Array.IndexOf(output, (byte)0, at);
            end = end < 0 ? output.Length : end;
            var entry = output.AsSpan(at, end - at);
            at = end + 1;
            var tab = entry.IndexOf((byte)'\t');
            var words = Encoding.ASCII.GetString(entry[..tab]).Split(' ');
            if (words[1] == "blob" && words[0] is not "120000")
            {
                blobs[PathText.Of(entry[(tab + 1)..])] = ObjectId.Parse(Encoding.ASCII.GetBytes(words[2]));
            }
        }

        return new FileContents(folder, state, blobs);
    }

    /// <summary>Reads files one after another; what is too large, not in this clone or no file is given as null.</summary>
    public async Task EachAsync(IReadOnlyList<string> paths, Action<string, byte[]?> take, CancellationToken cancel)
    {
        var known = paths.Where(_blobs.ContainsKey).ToList();
        await using var objects = new ObjectStore(_folder, _state, known.Count == 0 ? 20 : _blobs[known[0]].Size);
        foreach (var path in known)
        {
            cancel.ThrowIfCancellationRequested();
            take(path, objects.Read(_blobs[path]));
        }

        await objects.FinishAsync(cancel).ConfigureAwait(false);
        foreach (var path in paths.Where(path => !_blobs.ContainsKey(path)))
        {
            take(path, null);
        }
    }

    /// <summary>The content of one file; null where there is none.</summary>
    public async Task<byte[]?> OneAsync(string path, CancellationToken cancel)
    {
        byte[]? found = null;
        if (_blobs.ContainsKey(path))
        {
            await EachAsync([path], (_, content) => found = content, cancel).ConfigureAwait(false);
        }

        return found;
    }
}
