namespace Plumbline.Wire;

/// <summary>State of a time probe, sent every second: a histogram with relative accuracy 1 % (DDSketch).</summary>
/// <param name="InFlight">Invocations that have begun and not ended.</param>
/// <param name="Failed">Invocations that ended by an exception.</param>
/// <param name="SumMicroseconds">Sum of all durations.</param>
/// <param name="Buckets">Index and count of every bucket in use, by index; bucket i holds (gamma^(i-1), gamma^i] microseconds.</param>
internal sealed record Timed(
    int Probe,
    double Seconds,
    long Count,
    long Failed,
    long InFlight,
    double MinMicroseconds,
    double MaxMicroseconds,
    double SumMicroseconds,
    TimeBucket[] Buckets) : WireMessage;
