namespace Plumbline.Bench.Processes;

/// <param name="PerSecond">Requests that were answered.</param>
/// <param name="P99">Milliseconds that 99 of 100 took at most.</param>
internal readonly record struct Round(double PerSecond, double P99);
