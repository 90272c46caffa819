using System.Globalization;
using System.Text.Json;

namespace Load;

/// <summary>What is printed at the end. Times in milliseconds.</summary>
internal sealed record Report(
    double Seconds,
    long Requests,
    double RequestsPerSecond,
    double P50,
    double P90,
    double P99,
    double Max)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public required int Orders { get; init; }

    public required IReadOnlyDictionary<string, int> Refusals { get; init; }

    public required IReadOnlyDictionary<string, int> Errors { get; init; }

    /// <summary>What was met by name, and the answers that were errors.</summary>
    public required IReadOnlyDictionary<string, int> Faults { get; init; }

    public static Report Of(Tally tally, FaultPlan faults, TimeSpan elapsed)
    {
        var latencies = tally.Latencies;
        double Percentile(double share) => Math.Round(latencies.Percentile(share).TotalMilliseconds, 3);

        var requests = latencies.Count;
        return new Report(
            Math.Round(elapsed.TotalSeconds, 1),
            requests,
            Math.Round(requests / elapsed.TotalSeconds, 1),
            Percentile(0.5),
            Percentile(0.9),
            Percentile(0.99),
            Math.Round(latencies.Longest.TotalMilliseconds, 3))
        {
            Orders = tally.Orders,
            Refusals = tally.Refusals,
            Errors = tally.Errors,
            Faults = faults.Met,
        };
    }

    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        requests  {Requests} in {Seconds:F1} s, {RequestsPerSecond:F1}/s
        latency   p50 {P50:F2} ms, p90 {P90:F2} ms, p99 {P99:F2} ms, max {Max:F2} ms
        orders    {Orders}
        refused   {Kinds(Refusals)}
        errors    {Kinds(Errors)}
        faults    {Kinds(Faults)}
        """);

    private static string Kinds(IReadOnlyDictionary<string, int> kinds) =>
        kinds.Count == 0
            ? "none"
            : string.Join("\n          ", kinds.OrderByDescending(kind => kind.Value).Select(kind => $"{kind.Key}: {kind.Value}"));
}
