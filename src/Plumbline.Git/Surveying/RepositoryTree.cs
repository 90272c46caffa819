using System.Text;
using Plumbline.Git.Objects;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Surveying;

/// <summary>The files of the checked-out commit, as git has them: what is not committed is not there, and no link is followed.</summary>
internal sealed class RepositoryTree : IAsyncDisposable
{
    private const int LargestText = 1 << 20;

    private readonly Dictionary<string, (ObjectId Id, long Size)> _files;
    private readonly ObjectReader _objects;

    private RepositoryTree(Dictionary<string, (ObjectId, long)> files, ObjectReader objects) => (_files, _objects) = (files, objects);

    /// <summary>In the order of git, that is of bytes.</summary>
    public IEnumerable<string> Paths => _files.Keys;

    public bool Has(string path) => _files.ContainsKey(path);

    /// <exception cref="GitException">There is no repository, or it has no commit.</exception>
    public static async Task<RepositoryTree> OpenAsync(string folder, CancellationToken cancel)
    {
        Repository.CommitOf(folder, "HEAD", cancel);
        byte[] answer = await GitRun.ReadAsync(folder, ["ls-tree", "-r", "-z", "-l", "--full-tree", "HEAD"], cancel);
        var files = new Dictionary<string, (ObjectId, long)>(StringComparer.Ordinal);
        var rest = answer.AsMemory();
        while (rest.Length > 0)
        {
            int end = rest.Span.IndexOf((byte)0);
            ReadOnlySpan<byte> line = rest.Span[..end];
            int tab = line.IndexOf((byte)'\t');
            string[] parts = Encoding.ASCII.GetString(line[..tab]).Split(' ', StringSplitOptions.RemoveEmptyEntries);

            // Links and submodules hold no text of their own.
            if (parts[0] is "100644" or "100755" or "100664" && long.TryParse(parts[3], out long size))
            {
                files[PathText.Of(line[(tab + 1)..])] = (ObjectId.Parse(Encoding.ASCII.GetBytes(parts[2])), size);
            }

            rest = rest[(end + 1)..];
        }

        return new RepositoryTree(files, ObjectReader.Start(folder));
    }

    /// <summary>Null where there is no such file, where this clone lacks it, or where it is larger than a mebibyte.</summary>
    public string? Text(string path) =>
        _files.TryGetValue(path, out var file) && file.Size <= LargestText && _objects.Ask(file.Id) is { } content ? Encoding.UTF8.GetString(content).TrimStart('\uFEFF') : null;

    public ValueTask DisposeAsync() => _objects.DisposeAsync();
}
