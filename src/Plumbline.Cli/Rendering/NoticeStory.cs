using System.Globalization;
using Plumbline.Cli.Json;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>The lines of what is told once: a first, or a call that took too long.</summary>
internal sealed class NoticeStory(Palette palette)
{
    private const int MostCallees = 6;

    /// <summary>The values of the call; one capture tells them.</summary>
    public IEnumerable<string> Values(IEnumerable<Captured> captures) =>
        captures.Take(1).SelectMany(new CallValues(palette).Lines).Select(line => "     " + line);

    /// <summary>The sentence that tells a first.</summary>
    public static string Sentence(FirstSeen first)
    {
        var subject = first.Fact == "swallowed" ? "swallowed " + first.What : $"{first.Variable ?? "the result"} was {first.What}";
        return SafeText.OneLine(string.Create(CultureInfo.InvariantCulture, $"{subject} for the first time in {first.Calls:N0} calls of {first.Method}"));
    }

    public List<string> Lines(FirstSeen first)
    {
        var held = first.Held == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"  {first.Held:N0} lesser firsts not shown");
        return [palette.Warning("first ") + palette.Strong(Sentence(first)), Where(first.At, first.File, first.Line) + palette.Faint(held)];
    }

    public List<string> Lines(SlowSeen slow)
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

    /// <summary>A slow call within another one.</summary>
    public IEnumerable<string> Inner(SlowSeen slow)
    {
        yield return $"   in {SafeText.OneLine(slow.Method)} {Durations.OfMicroseconds(slow.Microseconds)}"
            + (slow.File is { } file ? palette.Faint($"  {FailureStory.ShortFile(file)}:{slow.Line}") : "")
            + (slow.Callees is { Length: > 0 } callees ? palette.Faint("  of it ") + Callees([.. callees.Take(2)]) : "");
    }

    private static string Callees(CalleeTime[] callees) => callees.Length == 0
        ? "no time in what it calls"
        : string.Join(", ", callees.Take(MostCallees).Select(callee => string.Create(
            CultureInfo.InvariantCulture,
            $"{SafeText.OneLine(callee.Method)} {Durations.OfMicroseconds(callee.Microseconds)} ({callee.Calls:N0} {(callee.Calls == 1 ? "call" : "calls")})")));

    private string Where(long at, string? file, int line) =>
        "   " + palette.Faint(WireTime.Text(at)[11..23] + (file is null ? "" : $"  {FailureStory.ShortFile(file)}:{line}"));
}
