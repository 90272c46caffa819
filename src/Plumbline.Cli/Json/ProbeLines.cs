using Plumbline.Wire;

namespace Plumbline.Cli.Json;

/// <param name="Action">snapshot, log, count, time, stack, record.</param>
/// <param name="State">pending, applied, waiting, refused, removed.</param>
internal sealed record ProbeLine(
    int Probe,
    string Action,
    string Place,
    string Owner,
    string State,
    string? Reason,
    string PlacedAt,
    string ExpiresAt,
    long Hits,
    Dictionary<string, long> Drops,
    string? Error,
    long? Errors,
    SiteStatus[] Sites) : JsonLine
{
    public static ProbeLine From(ProbeStatus s) => new(
        s.Probe,
        s.Kind.ToString().ToLowerInvariant(),
        s.Place,
        s.Owner,
        s.State.ToString().ToLowerInvariant(),
        s.Reason,
        WireTime.Text(s.PlacedAt * 1000),
        WireTime.Text(s.ExpiresAt * 1000),
        s.Hits,
        s.Drops,
        s.Error,
        s.Errors > 0 ? s.Errors : null,
        s.Sites);
}

/// <param name="UsedShare">Share of one core that probes took over the last ten seconds, 0 to 1.</param>
internal sealed record AgentLine(int Pid, string Build, string Runtime, double UsedShare, double AllowedShare, string[] SelfLog) : JsonLine;

internal sealed record DetachedLine(int Pid, int Reverted, string[] Remains) : JsonLine;
