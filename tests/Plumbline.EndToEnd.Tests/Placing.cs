using System.Text.RegularExpressions;
using Plumbline.Attach;
using Plumbline.Wire;
using Shouldly;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Steps that scenarios share.</summary>
internal static partial class Placing
{
    private static readonly string s_sources = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../Targets/Conformance"));

    /// <summary>The place of the line that ends in a comment with this mark.</summary>
    public static string Line(string file, string mark)
    {
        var lines = File.ReadAllLines(Path.Combine(s_sources, file));
        var index = Array.FindIndex(lines, line => line.EndsWith($"// line: {mark}", StringComparison.Ordinal));
        return index >= 0 ? $"{Path.GetFileName(file)}:{index + 1}" : throw new ArgumentException($"{file} has no line marked {mark}.");
    }

    public static async Task<ProbeStatus> PlaceAsync(this ConformanceTarget target, ProbeSpec spec) =>
        (await target.Connection.AskAsync<ProbePlaced>(new PlaceProbe(spec), default)).Status;

    public static async Task<ProbeStatus> RemoveAsync(this ConformanceTarget target, int probe) =>
        (await target.Connection.AskAsync<ProbeRemoved>(new RemoveProbe(probe), default)).Status;

    public static async Task<ProbeStatus> StatusAsync(this ConformanceTarget target, int probe) =>
        (await target.Connection.AskAsync<ProbesListed>(new ListProbes(), default)).Probes.First(status => status.Probe == probe);

    /// <summary>The status of a probe once it is as wanted.</summary>
    public static async Task<ProbeStatus> UntilAsync(this ConformanceTarget target, int probe, Func<ProbeStatus, bool> wanted)
    {
        var end = DateTime.UtcNow.AddSeconds(30);
        var status = await target.StatusAsync(probe);
        while (!wanted(status))
        {
            (DateTime.UtcNow < end).ShouldBeTrue($"it stayed {status}");
            await Task.Delay(100);
            status = await target.StatusAsync(probe);
        }

        return status;
    }

    /// <summary>What the connection received since the last call.</summary>
    public static List<WireMessage> Drain(this ConformanceTarget target)
    {
        var events = new List<WireMessage>();
        while (target.Connection.Events.TryRead(out var message))
        {
            events.Add(message);
        }

        return events;
    }

    /// <summary>The refusal that an attempt to place gets.</summary>
    public static async Task<AttachException> RefusalAsync(this ConformanceTarget target, string place, bool includeFramework = false)
    {
        try
        {
            var placed = await target.PlaceAsync(ConformanceTarget.Snapshot(place) with { IncludeFramework = includeFramework });
            await target.RemoveAsync(placed.Probe);
        }
        catch (AttachException refusal)
        {
            return refusal;
        }

        throw new InvalidOperationException($"{place} was not refused.");
    }

    /// <summary>Lines of a file that can take a probe, as one place.</summary>
    public static async Task<string> AllLinesAsync(this ConformanceTarget target, string file)
    {
        var found = await target.Connection.AskAsync<LinesFound>(new FindLines(file, 0, 0, []), default);
        var lines = found.Documents.SelectMany(document => document.Lines).Where(row => row.Refusal is null).Select(row => row.Line).Distinct();
        return $"{file}:{string.Join(',', lines)}";
    }

    /// <summary>
    /// Runs a scenario with a snapshot at a place, and asserts every capture in short: its values, and <c>threw</c> where it did. Names of
    /// the conformance types are shortened, addresses are <c>0x*</c>, and exceptions are their message.
    /// </summary>
    public static async Task ShouldRecordAsync(this ConformanceTarget target, string scenario, string place, params string[] expected)
    {
        var recording = await target.RecordAsync(scenario, ConformanceTarget.Snapshot(place));
        var seen = recording.Captures.Select(capture =>
            (capture.Outcome == "threw" ? "threw: " : "") + Short(Recording.Values(capture))).ToArray();
        if (!target.IsOptimised && seen.Length == expected.Length)
        {
            seen = [.. seen.Zip(expected, WithoutOthers)];
        }

        seen.ShouldBe(expected, $"{place}, status {recording.Status}");
        recording.Status.Error.ShouldBeNull();
        recording.Status.Drops.ShouldBeEmpty();
    }

    /// <summary>Runs scenarios with a snapshot on every line of a file; <see cref="ConformanceTarget.RecordAsync"/> requires equal results.</summary>
    public static async Task ShouldNotMindAsync(this ConformanceTarget target, string file, params string[] scenarios)
    {
        await target.RunAsync(scenarios[0]);
        var place = await target.AllLinesAsync(file);
        foreach (var scenario in scenarios)
        {
            var recording = await target.RecordAsync(scenario, ConformanceTarget.Snapshot(place));
            recording.Status.Hits.ShouldBeGreaterThan(0, scenario);
            recording.Status.Error.ShouldBeNull(scenario);
            recording.Status.Sites.ShouldAllBe(site => site.Refusal == null, scenario);
        }
    }

    /// <summary>What was seen, without what is not expected: unoptimised code has more locals.</summary>
    private static string WithoutOthers(string seen, string expected)
    {
        var wanted = expected.Split(", ");
        return string.Join(", ", seen.Split(", ").Where(part => wanted.Contains(part)));
    }

    private static string Short(string values) =>
        AddressPattern().Replace(ExceptionPattern().Replace(TypePattern().Replace(values, ""), "$1"), "0x*");

    [GeneratedRegex(@"Conformance\.(ByRefs|Members|Names|Flow|Runtime)\.")]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"System\.\w+Exception\{Message=(.*?) InnerException=[^,]*")]
    private static partial Regex ExceptionPattern();

    [GeneratedRegex("0x[0-9a-f]{6,}")]
    private static partial Regex AddressPattern();
}
