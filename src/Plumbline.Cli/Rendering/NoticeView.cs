using System.Diagnostics;
using System.Globalization;
using Plumbline.Cli.Json;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>What is told once, with one capture: firsts, and calls that took too long.</summary>
internal sealed class NoticeView(Palette palette)
{
    /// <summary>How long a notice waits for its capture, which follows at once.</summary>
    private static readonly TimeSpan s_settling = TimeSpan.FromMilliseconds(120);

    private const int MostCallees = 6;
    private readonly List<Notice> _waiting = [];

    public void Add(FirstSeen first) => _waiting.Add(new Notice(first.Number, 0, first.Exception, FirstLines(first)));

    public void Add(SlowSeen slow) => _waiting.Add(new Notice(0, slow.Number, 0, SlowLines(slow)));

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
            foreach (var line in captures.Take(1).SelectMany(new CallValues(palette).Lines))
            {
                yield return "     " + line;
            }

            yield return "";
        }
    }

    /// <summary>The sentence that tells a first.</summary>
    public static string Sentence(FirstSeen first)
    {
        var subject = first.Fact == "swallowed" ? "swallowed " + first.What : $"{first.Variable ?? "the result"} was {first.What}";
        return SafeText.OneLine(string.Create(CultureInfo.InvariantCulture, $"{subject} for the first time in {first.Calls:N0} calls of {first.Method}"));
    }

    private List<string> FirstLines(FirstSeen first)
    {
        var held = first.Held == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"  {first.Held:N0} lesser firsts not shown");
        return [palette.Warning("first ") + palette.Strong(Sentence(first)), Where(first.At, first.File, first.Line) + palette.Faint(held)];
    }

    private List<string> SlowLines(SlowSeen slow)
    {
        var outcome = slow.Outcome == "threw" ? ", then threw" : "";
        var count = slow.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"  {slow.Count:N0} slow calls so far") : "";
        var lines = new List<string>
        {
            $"{palette.Warning("slow ")} {palette.Strong(SafeText.OneLine(slow.Method))} took {palette.Strong(Durations.OfMicroseconds(slow.Microseconds))}{outcome}",
            Where(slow.At, slow.File, slow.Line) + palette.Faint(count),
        };
        lines.Add("   " + (slow.Callees is { } callees ? Callees(callees) : palette.Faint("what it calls is timed from now on")));
        return lines;
    }

    private static string Callees(CalleeTime[] callees) => callees.Length == 0
        ? "no time in what it calls"
        : string.Join(", ", callees.Take(MostCallees).Select(callee => string.Create(
            CultureInfo.InvariantCulture,
            $"{SafeText.OneLine(callee.Method)} {Durations.OfMicroseconds(callee.Microseconds)} ({callee.Calls:N0} {(callee.Calls == 1 ? "call" : "calls")})")));

    private string Where(long at, string? file, int line) =>
        "   " + palette.Faint(WireTime.Text(at)[11..23] + (file is null ? "" : $"  {FailureStory.ShortFile(file)}:{line}"));

    /// <param name="First">Number that its capture carries as first, or 0.</param>
    /// <param name="Slow">Number that its capture carries as slow, or 0.</param>
    /// <param name="Exception">Number of the exception whose captures belong to it, or 0.</param>
    private sealed record Notice(long First, long Slow, long Exception, List<string> Lines)
    {
        public long Since { get; } = Stopwatch.GetTimestamp();

        public List<Captured> Captures { get; } = [];
    }
}
