using System.Text;
using Plumbline.Git.Objects;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Claims;

/// <summary>Contents of the files of one revision. Of its trees only those are read that lead to a file which is asked for.</summary>
/// <param name="folder">The repository.</param>
/// <param name="state">Its state.</param>
/// <param name="revision">The whole id of a commit.</param>
internal sealed class FileContents(string folder, RepositoryState state, string revision)
{
    private readonly Dictionary<string, Dictionary<string, Entry>> _folders = new(StringComparer.Ordinal);

    /// <summary>Reads files one after another; what is too large, not in this clone or no file is given as null.</summary>
    public async Task EachAsync(IReadOnlyList<string> paths, Action<string, byte[]?> take, CancellationToken cancel)
    {
        await using var objects = new ObjectStore(folder, state, revision.Length / 2);
        foreach (string path in paths)
        {
            cancel.ThrowIfCancellationRequested();
            take(path, Find(objects, path) is { IsFile: true } file ? objects.Read(file.Id) : null);
        }

        await objects.FinishAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>The content of one file; null where there is none.</summary>
    public async Task<byte[]?> OneAsync(string path, CancellationToken cancel)
    {
        byte[]? found = null;
        await EachAsync([path], (_, content) => found = content, cancel).ConfigureAwait(false);
        return found;
    }

    private Entry? Find(ObjectStore objects, string path)
    {
        int slash = path.LastIndexOf('/');
        return FolderOf(objects, slash < 0 ? "" : path[..slash]) is { } entries && entries.TryGetValue(path[(slash + 1)..], out Entry entry) ? entry : null;
    }

    private Dictionary<string, Entry>? FolderOf(ObjectStore objects, string path)
    {
        if (_folders.TryGetValue(path, out Dictionary<string, Entry>? known))
        {
            return known;
        }

        ObjectId? tree = path.Length == 0 ? RootOf(objects) : Find(objects, path) is { IsFolder: true } entry ? entry.Id : null;
        return tree is { } id ? _folders[path] = Entries(Read(objects, id), id.Size) : null;
    }

    private ObjectId RootOf(ObjectStore objects)
    {
        byte[] commit = Read(objects, ObjectId.Parse(Encoding.ASCII.GetBytes(revision)));
        return commit.AsSpan().StartsWith("tree "u8) ? ObjectId.Parse(commit.AsSpan(5, revision.Length)) : throw new GitException(GitFailure.Garbled, $"commit {revision} names no tree");
    }

    private static byte[] Read(ObjectStore objects, ObjectId id) => objects.Read(id) ?? throw new GitException(GitFailure.MissingObject, $"object {id} is not in this clone");

    // An entry is its mode, a blank, its name, a NUL byte, and the bytes of its id.
    private static Dictionary<string, Entry> Entries(ReadOnlySpan<byte> tree, int idSize)
    {
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        while (tree.Length > 0)
        {
            int blank = tree.IndexOf((byte)' '), end = tree.IndexOf((byte)0);
            if (blank < 0 || end < blank || end + 1 + idSize > tree.Length)
            {
                throw new GitException(GitFailure.Garbled, "a tree of the repository is damaged: run git fsck");
            }

            ReadOnlySpan<byte> mode = tree[..blank];
            entries[PathText.Of(tree[(blank + 1)..end])] = new Entry(ObjectId.From(tree.Slice(end + 1, idSize)), mode.StartsWith("100"u8), mode.SequenceEqual("40000"u8));
            tree = tree[(end + 1 + idSize)..];
        }

        return entries;
    }

    private readonly record struct Entry(ObjectId Id, bool IsFile, bool IsFolder);
}
