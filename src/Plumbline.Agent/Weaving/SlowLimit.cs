namespace Plumbline.Agent.Weaving;

/// <summary>What a call may take before its end is more than counted.</summary>
/// <param name="Counter">Number of its counters in <see cref="Slow.CoarseTimes"/>.</param>
/// <param name="Ticks">In Stopwatch ticks.</param>
internal sealed record SlowLimit(int Counter, long Ticks);
