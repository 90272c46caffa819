using System.Diagnostics;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>What is told once, with one capture: firsts, and calls that took too long.</summary>
internal sealed class NoticeView(Palette palette)
{
    /// <summary>How long a notice waits for its capture, and for the slow call around it, which follow at once.</summary>
    private static readonly TimeSpan s_settling = TimeSpan.FromMilliseconds(100);

    private const double NearlyAll = 0.8;
    private readonly NoticeStory _story = new(palette);
    private readonly List<Notice> _waiting = [];

    public void Add(FirstSeen first) => _waiting.Add(new Notice(first, null));

    public void Add(SlowSeen slow) => _waiting.Add(new Notice(null, slow));

    /// <returns>Whether the capture belongs to a notice.</returns>
    public bool Take(Captured captured)
    {
        var notice = _waiting.Find(waiting => (captured.First > 0 && waiting.First?.Number == captured.First) || (captured.Slow > 0 && waiting.Slow?.Number == captured.Slow));
        notice?.Captures.Add(captured);
        return captured.First > 0 || captured.Slow > 0;
    }

    /// <summary>The lines of what has settled, or of all.</summary>
    /// <param name="all">Whether nothing is waited for any more.</param>
    /// <param name="capturesOf">Captures of an exception.</param>
    public IEnumerable<string> Due(bool all, Func<long, IEnumerable<Captured>> capturesOf)
    {
        while (_waiting.Find(notice => all || Stopwatch.GetElapsedTime(notice.Since) >= s_settling) is { } notice)
        {
            foreach (var line in notice.First is { } first ? Lines(notice, first, capturesOf) : Lines(notice))
            {
                yield return line;
            }

            yield return "";
        }
    }

    private List<string> Lines(Notice notice, FirstSeen first, Func<long, IEnumerable<Captured>> capturesOf)
    {
        _waiting.Remove(notice);
        return [.. _story.Lines(first), .. _story.Values(first.Exception > 0 ? capturesOf(first.Exception) : notice.Captures)];
    }

    /// <summary>A call that is slow makes those around it slow: they are told together, the outermost first, with the values of the innermost, too.</summary>
    private List<string> Lines(Notice notice)
    {
        var calls = _waiting.Where(other => other == notice || IsNested(other.Slow, notice.Slow!)).OrderByDescending(other => other.Slow!.Microseconds).ToList();
        _waiting.RemoveAll(calls.Contains);
        return
        [
            .. _story.Lines(calls[0].Slow!),
            .. _story.Values(calls[0].Captures),
            .. calls.Skip(1).SelectMany(inner => _story.Inner(inner.Slow!)),
            .. calls.Count > 1 ? _story.Values(calls[^1].Captures) : [],
        ];
    }

    /// <summary>Whether one of the two calls ran within the other.</summary>
    private static bool IsNested(SlowSeen? one, SlowSeen other) => one is not null && one.TraceId == other.TraceId && (Contains(one, other) || Contains(other, one));

    /// <summary>Without a trace, times alone must tell that two calls belong together, so they have to be nearly the same.</summary>
    private static bool Contains(SlowSeen outer, SlowSeen inner) =>
        outer.At >= inner.At && outer.At - outer.Microseconds <= inner.At - inner.Microseconds && outer.Method != inner.Method
        && (outer.TraceId is not null || inner.Microseconds >= outer.Microseconds * NearlyAll);

    /// <summary>One of the two.</summary>
    private sealed record Notice(FirstSeen? First, SlowSeen? Slow)
    {
        public long Since { get; } = Stopwatch.GetTimestamp();

        public List<Captured> Captures { get; } = [];
    }
}
