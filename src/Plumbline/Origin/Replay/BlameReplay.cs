using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Origin.Replay;

/// <summary>
/// Carries the origin of every line forward through the versions of a <see cref="Lineage"/>. A content is held only while a later version still
/// compares with it.
/// </summary>
internal sealed class BlameReplay
{
    private readonly VersionGraph _graph;
    private readonly Lineage _lineage;
    private readonly LineDiff _diff = new();
    private readonly Dictionary<int, Live> _live = [];
    private readonly Dictionary<int, int> _users = [];

    public BlameReplay(VersionGraph graph, Lineage lineage)
    {
        (_graph, _lineage) = (graph, lineage);
        foreach (int version in lineage.Order)
        {
            foreach (int source in lineage.SourcesOf(version))
            {
                _users[source] = _users.GetValueOrDefault(source) + 1;
            }
        }
    }

    /// <summary>Replays all versions.</summary>
    /// <param name="read">Gives a version's content; asked in the order of the lineage.</param>
    /// <param name="done">Told each version's content and origins.</param>
    public void Run(Func<int, TextLines> read, Action<int, TextLines, OriginLine[]> done)
    {
        foreach (int version in _lineage.Order)
        {
            TextLines text = read(version);
            OriginLine[] lines = Combine(version, text);
            done(version, text, lines);
            if (_users.GetValueOrDefault(version) > 0)
            {
                _live.Add(version, new Live(text, lines));
            }

            foreach (int source in _lineage.SourcesOf(version))
            {
                if (--_users[source] == 0)
                {
                    _live.Remove(source);
                }
            }
        }
    }

    private OriginLine[] Combine(int version, TextLines text)
    {
        var lines = new OriginLine[text.Count];
        int[] sources = _lineage.SourcesOf(version);
        for (int i = 0; i < lines.Length; i++)
        {
            lines[i] = new OriginLine(version, i, 0);
        }

        for (int i = 0; i < sources.Length; i++)
        {
            Live source = _live[sources[i]];
            if (_graph[sources[i]].Blob == _graph[version].Blob)
            {
                source.Lines.CopyTo(lines, 0);
                return lines;
            }

            Take(source, text, lines, i == 0 ? -1 : version);
        }

        return lines;
    }

    // Lines that no parent gave so far are still the version's own.
    private void Take(Live source, TextLines text, OriginLine[] lines, int own)
    {
        int from = 0, to = 0;
        foreach (Hunk hunk in _diff.Compare(source.Text, text))
        {
            Copy(source.Lines.AsSpan(from, hunk.Old - from), lines.AsSpan(to, hunk.New - to), own);
            (from, to) = (hunk.Old + hunk.OldCount, hunk.New + hunk.NewCount);
        }

        Copy(source.Lines.AsSpan(from), lines.AsSpan(to), own);
    }

    private static void Copy(ReadOnlySpan<OriginLine> from, Span<OriginLine> to, int own)
    {
        if (own < 0)
        {
            from.CopyTo(to);
            return;
        }

        for (int i = 0; i < to.Length; i++)
        {
            to[i] = to[i].Version == own ? from[i] : to[i];
        }
    }

    private sealed record Live(TextLines Text, OriginLine[] Lines);
}
