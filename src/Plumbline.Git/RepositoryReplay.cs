using System.Text;
using Plumbline.Git.Objects;
using Plumbline.Origin;
using Plumbline.Origin.Replay;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git;

/// <summary>Feeds a replay from a repository: contents in, origins out.</summary>
internal sealed class RepositoryReplay(ObjectStore objects, History history, int tip, Borrowings? borrowings, Seeds? seeds)
{
    /// <summary>Names the commits to pass over, one a line.</summary>
    public static ReadOnlySpan<byte> IgnoreFile => ".git-blame-ignore-revs"u8;

    private readonly Dictionary<int, Fingerprint> _fingerprints = [];
    private readonly HashSet<int> _heads = [];
    private readonly HashSet<int> _ignored = [];
    private readonly Trails _trails = new();

    /// <summary>How many contents could not be compared when renames were searched.</summary>
    private int Unread { get; set; }

    public async Task<OriginMap> RunAsync(Squashes squashes, CommitScan scan, CancellationToken cancel)
    {
        var result = new MapBuilder(history, tip, _trails, seeds);
        Lineage lineage = await TraceAsync(result, cancel);
        await Task.Run(() => Replay(lineage, result, cancel), cancel);
        return result.Build(objects, squashes, scan, Unread);
    }

    private async Task<Lineage> TraceAsync(MapBuilder result, CancellationToken cancel)
    {
        if (borrowings is not null)
        {
            ReadIgnored();
        }

        var renames = new RenameSearch(history.Graph, path => history.Paths[path], blob => FingerprintOf(blob));
        var lineage = new Lineage(history.Graph, renames, borrowings is null ? null : borrowings.Of, seeds is null ? null : seeds.Holds);
        await Task.Run(() =>
        {
            foreach (int version in history.Graph.StateOf(tip).All())
            {
                if (history.Graph[version].Kind != EntryKind.Regular)
                {
                    continue;
                }

                cancel.ThrowIfCancellationRequested();
                if (seeds?.FileOf(version) is { } known)
                {
                    result.Add(known);
                }
                else
                {
                    _heads.Add(version);
                    lineage.Trace(version);
                }
            }
        }, cancel);
        return lineage;
    }

    private void Replay(Lineage lineage, MapBuilder result, CancellationToken cancel)
    {
        ReplayRules? rules = borrowings is null ? null : new ReplayRules(_trails, _ignored.Contains);
        new BlameReplay(history.Graph, lineage, rules, version => seeds?.Holds(version) is true ? seeds.Lines(version, _trails) : null).Run(
            (version, near) =>
            {
                cancel.ThrowIfCancellationRequested();
                byte[]? content = objects.Read(history.Blobs[history.Graph[version].Blob]);
                return content is null ? null : TextLines.Cut(content, content.Length, near);
            },
            (version, revision) =>
            {
                if (_heads.Contains(version))
                {
                    result.Add(version, revision?.Text, revision is null ? [] : revision.Lines);
                }
            });
    }

    private void ReadIgnored()
    {
        if (!history.Paths.Find(IgnoreFile, out int path) || history.Graph.StateOf(tip)[path] is not (>= 0 and var version))
        {
            return;
        }

        byte[] content = objects.Read(history.Blobs[history.Graph[version].Blob]) ?? [];
        foreach (string line in Encoding.ASCII.GetString(content).Split('\n'))
        {
            string id = line.Split('#')[0].Trim();
            if (id.Length is 40 or 64 && id.All(char.IsAsciiHexDigit) && history.Commits.Find(ObjectId.Parse(Encoding.ASCII.GetBytes(id)), out int commit))
            {
                _ignored.Add(commit);
            }
        }
    }

    private Fingerprint FingerprintOf(int blob)
    {
        if (!_fingerprints.TryGetValue(blob, out Fingerprint? fingerprint))
        {
            byte[]? content = objects.Read(history.Blobs[blob]);
            Unread += content is null ? 1 : 0;
            fingerprint = Fingerprint.Of(content ?? []);
            _fingerprints.Add(blob, fingerprint);
        }

        return fingerprint;
    }
}
