using Plumbline.Wire;

namespace Plumbline.Cli.Json;

/// <summary>What the process did in the last two seconds.</summary>
internal sealed record ThroughputLine(double Seconds, long Calls, MethodTime[] Methods, RequestLine[] Requests) : JsonLine
{
    public static ThroughputLine From(Throughput seen) => new(seen.Seconds, seen.Calls, seen.Methods, [.. seen.Requests.Select(RequestLine.From)]);
}

/// <param name="P95Microseconds">Within 1 %.</param>
internal sealed record RequestLine(string Route, long Count, long Failed, double MeanMicroseconds, double P95Microseconds)
{
    public static RequestLine From(RequestTime time)
    {
        var sketch = new DdSketch();
        sketch.Include(time);
        return new(time.Route, time.Count, time.Failed, time.Microseconds / time.Count, sketch.Quantile(0.95));
    }
}
