using Plumbline.Origin;
using Plumbline.Origin.Replay;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git;

/// <summary>Feeds a replay from a repository: contents in, origins out.</summary>
internal sealed class RepositoryReplay(string folder, History history, int tip)
{
    private readonly Dictionary<int, Fingerprint> _fingerprints = [];
    private readonly HashSet<int> _heads = [];
    private readonly HashSet<int> _missing = [];

    public async Task<OriginMap> RunAsync(CancellationToken cancel)
    {
        Lineage lineage = await TraceAsync(cancel);
        var result = new MapBuilder(history, tip);
        await using ObjectReader objects = ObjectReader.Start(folder, Wanted(lineage), cancel);
        await Task.Run(() => Replay(lineage, objects, result, cancel), cancel);
        await objects.FinishAsync(cancel);
        return await result.BuildAsync(folder, cancel);
    }

    private async Task<Lineage> TraceAsync(CancellationToken cancel)
    {
        await using ObjectReader objects = ObjectReader.Start(folder);
        var renames = new RenameSearch(history.Graph, path => history.Paths[path], blob => FingerprintOf(objects, blob));
        var lineage = new Lineage(history.Graph, renames);
        await Task.Run(() =>
        {
            foreach (int version in history.Graph.StateOf(tip).All())
            {
                if (history.Graph[version].Kind == EntryKind.Regular)
                {
                    cancel.ThrowIfCancellationRequested();
                    _heads.Add(version);
                    lineage.Trace(version);
                }
            }
        }, cancel);
        await objects.FinishAsync(cancel);
        return lineage;
    }

    private void Replay(Lineage lineage, ObjectReader objects, MapBuilder result, CancellationToken cancel)
    {
        var replay = new BlameReplay(history.Graph, lineage);
        replay.Run(
            version =>
            {
                cancel.ThrowIfCancellationRequested();
                byte[]? content = objects.Next(history.Blobs[history.Graph[version].Blob]);
                if (content is null)
                {
                    _missing.Add(version);
                }

                return content is null ? TextLines.Empty : TextLines.Cut(content, content.Length);
            },
            (version, text, lines) =>
            {
                if (_heads.Contains(version))
                {
                    result.Add(version, _missing.Contains(version) ? null : text, lines);
                }
            });
    }

    private IEnumerable<ObjectId> Wanted(Lineage lineage) => lineage.Order.Select(version => history.Blobs[history.Graph[version].Blob]);

    private Fingerprint FingerprintOf(ObjectReader objects, int blob)
    {
        if (!_fingerprints.TryGetValue(blob, out Fingerprint? fingerprint))
        {
            fingerprint = Fingerprint.Of(objects.Ask(history.Blobs[blob]) ?? []);
            _fingerprints.Add(blob, fingerprint);
        }

        return fingerprint;
    }
}
