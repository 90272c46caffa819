using System.Globalization;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>What became of a probe, in sentences: the answer to "it never fires".</summary>
internal static class StateText
{
    private const int CallersShown = 5;
    private const int SitesShown = 12;

    /// <param name="allSites">Whether each of many methods is listed.</param>
    public static IEnumerable<string> Change(ProbeStatus status, bool allSites = false)
    {
        var reason = status.Reason is { } why ? ": " + SafeText.OneLine(why) : "";
        yield return status.State switch
        {
            ProbeState.Pending => $"pending{(reason.Length > 0 ? reason : ": nothing that is loaded matches yet")}",
            ProbeState.Applied => "applied" + reason,
            ProbeState.Waiting => "waiting" + reason,
            ProbeState.Paused => "paused" + reason,
            ProbeState.Refused => "refused" + reason,
            _ => "removed" + reason,
        };

        if (status.State is ProbeState.Applied or ProbeState.Waiting or ProbeState.Paused)
        {
            foreach (var line in Sites(status.Sites, allSites ? int.MaxValue : SitesShown))
            {
                yield return "  " + line;
            }
        }
    }

    /// <summary>The first ones, then how many more there are; refused ones first, since they are why something is not seen.</summary>
    private static IEnumerable<string> Sites(SiteStatus[] sites, int most)
    {
        foreach (var site in sites.OrderByDescending(s => s.Refusal is not null).Take(most))
        {
            yield return Site(site);
        }

        if (sites.Length > most)
        {
            var refused = sites.Count(s => s.Refusal is not null);
            var among = refused > most ? $", of which {Number(refused - most)} refused" : "";
            yield return $"and {Number(sites.Length - most)} more{among} (`plumb probes` lists all)";
        }
    }

    public static IEnumerable<string> Summary(ProbeStatus status)
    {
        var drops = Drops(status);
        yield return Plural(status.Hits, "hit") + (drops.Length > 0 ? $"; not acted on: {drops}" : "");
        if (Error(status) is { } error)
        {
            yield return error;
        }

        if (status.Hits == 0 && drops.Length == 0 && status.State == ProbeState.Removed)
        {
            yield return status.Sites.Length == 0
                ? "No assembly with such a place was loaded meanwhile."
                : "Nothing reached it. The code was not called, or runs in a frame that began before the probe was placed.";
        }
    }

    /// <summary>What an expression came to grief on first, and how often any did; null where none did.</summary>
    public static string? Error(ProbeStatus status) => status.Error is not { } first ? null
        : $"an expression had no value{(status.Errors > 1 ? $" {Number(status.Errors)} times, first" : "")}: {SafeText.OneLine(first)}";

    public static string Site(SiteStatus site)
    {
        if (site.Refusal is { } refusal)
        {
            var line = site.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"line {site.Line}, ") : "";
            return $"{SafeText.OneLine(site.Method)} ({line}{SafeText.OneLine(site.Assembly)}) refused: {SafeText.OneLine(refusal)}";
        }

        var where = $"{SafeText.OneLine(site.Method)} ({site.Event}{Line(site)}, {SafeText.OneLine(site.Assembly)})";

        var inliners = site.Inliners.Length == 0 ? "" : $"; compiled again, as they had it inlined: {Callers(site.Inliners)}";
        var versions = site.NativeVersions == 0 ? "" : $"; {Plural(site.NativeVersions, "native version")}";
        var note = site.Note is { } text ? $"; {SafeText.OneLine(text)}" : "";
        var hits = site.Hits == 0 ? "" : $" {Plural(site.Hits, "hit")}";
        return $"{where}{hits}{versions}{inliners}{note}";
    }

    public static string Drops(ProbeStatus status) => string.Join(
        ", ",
        status.Drops.Where(d => d.Value > 0).OrderByDescending(d => d.Value).Select(d => $"{Reason(d.Key)} {Number(d.Value)}"));

    private static string Reason(string key) => key switch
    {
        "condition" => "condition false",
        "rate" => "over the rate",
        "budget" => "over the CPU budget",
        "error" => "failed",
        "ending" => "ended the other way",
        "reentrant" => "inside another probe",
        "queue" => "read too slowly",
        "crowded" => "too many recorded at once",
        _ => SafeText.OneLine(key),
    };

    public static string Plural(long count, string noun, string? many = null) => $"{Number(count)} {(count == 1 ? noun : many ?? noun + "s")}";

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Line(SiteStatus site) => site.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{(site.Event == "line" ? "" : ", line")} {site.Line}") : "";

    private static string Callers(string[] names)
    {
        var shown = string.Join(", ", names.Take(CallersShown).Select(SafeText.OneLine));
        return names.Length > CallersShown ? $"{shown} and {names.Length - CallersShown} more" : shown;
    }
}
