using Plumbline.Attach;
using Plumbline.Wire;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Steps that scenarios share.</summary>
internal static class Placing
{
    private static readonly string s_sources = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../Targets/Conformance"));

    /// <summary>The place of the line that ends in a comment with this mark.</summary>
    public static string Line(string file, string mark)
    {
        var lines = File.ReadAllLines(Path.Combine(s_sources, file));
        var index = Array.FindIndex(lines, line => line.EndsWith($"// line: {mark}", StringComparison.Ordinal));
        return index >= 0 ? $"{file}:{index + 1}" : throw new ArgumentException($"{file} has no line marked {mark}.");
    }

    public static async Task<ProbeStatus> PlaceAsync(this ConformanceTarget target, ProbeSpec spec) =>
        (await target.Connection.AskAsync<ProbePlaced>(new PlaceProbe(spec), default)).Status;

    public static async Task<ProbeStatus> RemoveAsync(this ConformanceTarget target, int probe) =>
        (await target.Connection.AskAsync<ProbeRemoved>(new RemoveProbe(probe), default)).Status;

    public static async Task<ProbeStatus> StatusAsync(this ConformanceTarget target, int probe) =>
        (await target.Connection.AskAsync<ProbesListed>(new ListProbes(), default)).Probes.First(status => status.Probe == probe);

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
}
