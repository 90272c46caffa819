using System.Diagnostics;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>What is told once, with one capture: firsts, and calls that took too long.</summary>
internal sealed class NoticeView(Palette palette)
{
    /// <summary>How long a notice waits for its capture, which follows at once.</summary>
    private static readonly TimeSpan s_settling = TimeSpan.FromMilliseconds(100);

    private readonly NoticeStory _story = new(palette);
    private readonly List<Notice> _waiting = [];

    public void Add(FirstSeen first) => _waiting.Add(new Notice(first.Number, 0, first.Exception, _story.Lines(first)));

    public void Add(SlowSeen slow) => _waiting.Add(new Notice(0, slow.Number, 0, _story.Lines(slow)));

    /// <returns>Whether the capture belongs to a notice.</returns>
    public bool Take(Captured captured)
    {
        var notice = _waiting.Find(waiting => (waiting.First > 0 && waiting.First == captured.First) || (waiting.Slow > 0 && waiting.Slow == captured.Slow));
        if (notice is not null)
        {
            notice.Captures.Add(captured);
        }

        return captured.First > 0 || captured.Slow > 0;
    }

    /// <summary>The lines of what has settled, or of all.</summary>
    /// <param name="all">Whether nothing is waited for any more.</param>
    /// <param name="capturesOf">Captures of an exception.</param>
    public IEnumerable<string> Due(bool all, Func<long, IEnumerable<Captured>> capturesOf)
    {
        foreach (var notice in _waiting.Where(notice => all || Stopwatch.GetElapsedTime(notice.Since) >= s_settling).ToList())
        {
            _waiting.Remove(notice);
            foreach (var line in notice.Lines)
            {
                yield return line;
            }

            var captures = notice.Exception > 0 ? capturesOf(notice.Exception) : notice.Captures;
            foreach (var line in _story.Values(captures))
            {
                yield return line;
            }

            yield return "";
        }
    }

    /// <param name="First">Number that its capture carries as first, or 0.</param>
    /// <param name="Slow">Number that its capture carries as slow, or 0.</param>
    /// <param name="Exception">Number of the exception whose captures belong to it, or 0.</param>
    private sealed record Notice(long First, long Slow, long Exception, List<string> Lines)
    {
        public long Since { get; } = Stopwatch.GetTimestamp();

        public List<Captured> Captures { get; } = [];
    }
}
