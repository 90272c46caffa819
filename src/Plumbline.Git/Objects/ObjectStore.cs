using Plumbline.Origin.Replay;

namespace Plumbline.Git.Objects;

/// <summary>
/// Reads objects from the packs of a repository; what is in none of them comes from git itself. PERF: of all that git does for a blob, most is handing it
/// over; reading packs here takes about half the processor time. Where references replace objects, git alone is asked.
/// </summary>
internal sealed class ObjectStore : IAsyncDisposable
{
    private const long CacheSize = 48L << 20;
    private readonly string _folder;
    private readonly bool _isPartial;
    private readonly List<Pack> _packs = [];
    private readonly List<string> _loose = [];
    private readonly ContentCache _cache = new(CacheSize);
    private ObjectReader? _git;

    public ObjectStore(string folder, RepositoryState state, int idSize)
    {
        (_folder, _isPartial) = (folder, state.IsPartial && !state.HasReplacements);
        if (!state.HasReplacements)
        {
            OpenPacks(state.Objects, idSize, []);
        }
    }

    /// <summary>An object's content; null where this clone does not have it, or where it is larger than <see cref="GitLimits.Blob"/>.</summary>
    public byte[]? Read(ObjectId id)
    {
        foreach (Pack pack in _packs)
        {
            if (pack.Find(id, out long offset))
            {
                return pack.Read(offset, Read);
            }
        }

        foreach (string folder in _loose)
        {
            if (LooseObject.Read(folder, id) is { } content)
            {
                return content;
            }
        }

        if (_isPartial)
        {
            return null;
        }

        _git ??= ObjectReader.Start(_folder);
        return _git.Ask(id);
    }

    /// <summary>To be called when all was read: only now it is certain that git had no trouble.</summary>
    public Task FinishAsync(CancellationToken cancel) => _git?.FinishAsync(cancel) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (Pack pack in _packs)
        {
            pack.Dispose();
        }

        if (_git is not null)
        {
            await _git.DisposeAsync();
        }
    }

    // Alternates may name each other; every folder is opened once.
    private void OpenPacks(string objects, int idSize, HashSet<string> seen)
    {
        string folder = Path.Combine(objects, "pack");
        if (!seen.Add(objects) || !Directory.Exists(objects))
        {
            return;
        }

        _loose.Add(objects);
        foreach (string path in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.idx") : [])
        {
            string pack = Path.ChangeExtension(path, ".pack");
            if (File.Exists(pack) && PackIndex.Open(path, idSize) is { } index)
            {
                _packs.Add(new Pack(new PackSource(pack), index, _packs.Count, _cache));
            }
        }

        string alternates = Path.Combine(objects, "info", "alternates");
        foreach (string line in File.Exists(alternates) ? File.ReadAllLines(alternates) : [])
        {
            if (line.Length > 0 && line[0] is not ('#' or '"'))
            {
                OpenPacks(Path.GetFullPath(line, objects), idSize, seen);
            }
        }
    }
}
