using System.Buffers;
using System.Runtime.InteropServices;
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
    private readonly ReplayRules? _rules;
    private readonly Func<int, OriginLine[]?> _known;
    private readonly HunkStory? _story;
    private readonly BlockMoves? _moves;
    private readonly LineDiff _diff = new();
    private readonly Dictionary<int, Revision?> _live = [];
    private readonly Dictionary<int, int> _users = [];
    private readonly Dictionary<int, List<Block>> _taken = [];
    private readonly Dictionary<Block, OriginLine[]> _blocks = [];

    /// <param name="graph">All versions.</param>
    /// <param name="lineage">Those to replay.</param>
    /// <param name="rules">How to go beyond blame, or null for exactly what it says.</param>
    /// <param name="known">The origins of a version that need not be found again, or null.</param>
    public BlameReplay(VersionGraph graph, Lineage lineage, ReplayRules? rules, Func<int, OriginLine[]?> known)
    {
        (_graph, _lineage, _rules, _known) = (graph, lineage, rules, known);
        (_story, _moves) = rules is null ? (null, null) : (new HunkStory(rules.Trails), new BlockMoves(rules.Trails));
        foreach (int version in lineage.Order)
        {
            foreach (Source source in lineage.SourcesOf(version))
            {
                _users[source.Version] = _users.GetValueOrDefault(source.Version) + 1;
            }

            foreach (Block block in lineage.BlocksOf(version))
            {
                (_taken.TryGetValue(block.Version, out List<Block>? taken) ? taken : _taken[block.Version] = []).Add(block);
            }
        }
    }

    /// <summary>Replays all versions.</summary>
    /// <param name="read">
    /// Gives a version's content, cut with the help of another that is alike, or null where it is missing; asked in the order of the lineage.
    /// </param>
    /// <param name="done">Told each version's content and origins; null where they can't be known, as a content on the way is missing.</param>
    public void Run(Func<int, TextLines?, TextLines?> read, Action<int, Revision?> done)
    {
        foreach (int version in _lineage.Order)
        {
            Revision? revision = Make(version, read);
            done(version, revision);
            Give(version, revision);
            if (_users.GetValueOrDefault(version) > 0)
            {
                _live.Add(version, revision);
            }
            else
            {
                revision?.Release();
            }

            foreach (Source source in _lineage.SourcesOf(version))
            {
                if (--_users[source.Version] == 0 && _live.Remove(source.Version, out Revision? last))
                {
                    last?.Release();
                }
            }
        }
    }

    // A block is taken at once, as the whole other file would have to be kept else.
    private void Give(int version, Revision? revision)
    {
        foreach (Block block in revision is null ? [] : _taken.GetValueOrDefault(version) ?? [])
        {
            _blocks[block] = revision!.Lines.Slice(block.From, block.Count).ToArray();
        }
    }

    private Revision? Make(int version, Func<int, TextLines?, TextLines?> read)
    {
        Source[] sources = _lineage.SourcesOf(version);
        if (sources.Any(source => source.Via is null && _live[source.Version] is null) || read(Source.Real(version), NearOf(sources)) is not { } text)
        {
            return null;
        }

        if (Source.IsOpaque(version) || _known(version) is not { } known)
        {
            return new Revision(text, Combine(version, text), isRented: true);
        }

        return known.Length == text.Count
            ? new Revision(text, known, isRented: false)
            : throw new InvalidOperationException("the origins of a version are not those of its content");
    }

    private TextLines? NearOf(Source[] sources) => sources is [var near, ..] ? _live[near.Version]?.Text : null;

    private OriginLine[] Combine(int version, TextLines text)
    {
        OriginLine[] lines = ArrayPool<OriginLine>.Shared.Rent(text.Count);
        Source[] sources = _lineage.SourcesOf(version);
        Block[] blocks = _lineage.BlocksOf(version);
        for (int i = 0; i < text.Count; i++)
        {
            lines[i] = Source.IsOpaque(version) ? OriginLine.Unasked(i) : new OriginLine(version, i, 0);
        }

        List<Hunk> hunks = [];
        for (int i = 0; i < sources.Length; i++)
        {
            if (_live[sources[i].Version] is not { } source)
            {
                // Only a claim of a message leads there; without it the line is this version's own.
                continue;
            }

            if (_graph[Source.Real(sources[i].Version)].Blob == _graph[version].Blob && sources[i].Via is null)
            {
                source.Lines.CopyTo(lines);
                return lines;
            }

            hunks = Take(source, sources[i], text, lines, version, i == 0);
        }

        if (_rules is not null && sources is [{ Via: null }, ..] && sources.Skip(1).All(source => source.Via is not null))
        {
            GoBeyond(_live[sources[0].Version]!, text, lines, (version, sources.Length == 1 ? hunks : null));
        }

        Array.ForEach(blocks, block => Move(block, lines, version));
        return lines;
    }

    // Lines that no source gave so far are still the version's own.
    private List<Hunk> Take(Revision source, Source link, TextLines text, OriginLine[] lines, int version, bool first)
    {
        int from = 0, to = 0;
        List<Hunk> hunks = _diff.Compare(source.Text, text);
        foreach (Hunk hunk in hunks)
        {
            Copy(source.Lines[from..hunk.Old], lines.AsSpan(to, hunk.New - to), link, version, first);
            (from, to) = (hunk.Old + hunk.OldCount, hunk.New + hunk.NewCount);
        }

        Copy(source.Lines[from..], lines.AsSpan(to, text.Count - to), link, version, first);
        return hunks;
    }

    private void Copy(ReadOnlySpan<OriginLine> from, Span<OriginLine> to, Source link, int version, bool first)
    {
        if (first && link.Via is null)
        {
            from.CopyTo(to);
            return;
        }

        int trail = 0, next = -1;
        for (int i = 0; i < to.Length; i++)
        {
            if (to[i].Version != version || (link.Via is not null && !from[i].IsAsked))
            {
                continue;
            }

            if (link.Via is { } via && next != from[i].Trail)
            {
                next = from[i].Trail;
                trail = _rules!.Trails.AddNote(via, _graph[version].Commit, link.Number, next);
            }

            to[i] = link.Via is null ? from[i] : from[i] with { Trail = trail };
        }
    }

    private void GoBeyond(Revision source, TextLines text, OriginLine[] lines, (int Version, List<Hunk>? Hunks) made)
    {
        List<Hunk> hunks = made.Hunks ?? _diff.Compare(source.Text, text);
        int commit = _graph[made.Version].Commit;
        bool ignored = _rules!.IsIgnored(commit);
        foreach (Hunk hunk in hunks)
        {
            if (hunk is { OldCount: > 0, NewCount: > 0 })
            {
                _story!.Tell(hunk, source, text, lines, new Maker(made.Version, commit, ignored));
            }
        }

        _moves!.Trace(CollectionsMarshal.AsSpan(hunks), source, text, lines, (made.Version, commit));
    }

    // Lines that came another way stay as they are, but for those of a request: what it took from older files is not its own. What a moved line
    // replaced here was no older line of its own.
    private void Move(Block block, OriginLine[] lines, int version)
    {
        int trail = 0, next = -1;
        for (int i = 0; i < block.Count && _blocks.TryGetValue(block, out OriginLine[]? from); i++)
        {
            OriginLine line = lines[block.Start + i];
            if (!from[i].IsAsked || (line.Version != version && !CameByRequest(line, version)))
            {
                continue;
            }

            if (next != from[i].Trail)
            {
                next = from[i].Trail;
                trail = _rules!.Trails.AddNote(block.Moved ? LineNoteKind.Moved : LineNoteKind.Copied, _graph[version].Commit, 0, next);
            }

            lines[block.Start + i] = from[i] with { Trail = trail };
        }
    }

    private bool CameByRequest(OriginLine line, int version) =>
        _rules!.Trails[line.Trail] is { Note: LineNoteKind.ViaSquash } entry && entry.Commit == _graph[version].Commit;
}
