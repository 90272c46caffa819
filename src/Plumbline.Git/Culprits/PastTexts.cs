using Plumbline.Ledger.Culprits;
using Plumbline.Origin.Replay;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git.Culprits;

/// <summary>The texts of lines that others replaced.</summary>
internal sealed class PastTexts
{
    private readonly History _history;
    private readonly Dictionary<(int Version, int Line), string> _texts = [];

    public PastTexts(VersionSources sources, History history, IEnumerable<OriginLine> lines)
    {
        _history = history;
        foreach (var version in lines.GroupBy(line => line.Version, line => line.Line))
        {
            if (sources.Text(version.Key) is { } text)
            {
                foreach (int line in version.Distinct().Where(line => line < text.Count))
                {
                    _texts[(version.Key, line)] = VersionSources.Line(text, line);
                }

                text.Release();
            }
        }
    }

    public SourceLine Build(RawLine line) =>
        new(line.Text, [.. line.Past.Select(past => new PastLine(_history.Graph[past.Version].Commit, _texts.GetValueOrDefault((past.Version, past.Line), line.Text)))]);
}
