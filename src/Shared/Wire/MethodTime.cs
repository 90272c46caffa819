namespace Plumbline.Wire;

/// <summary>What the calls of one armed method took.</summary>
/// <param name="Calls">Calls that began; what two threads count at one moment may count once. 0 where they are not counted, as nothing learns.</param>
/// <param name="Microseconds">
/// Sum over the calls that ended, callees and waits included, by a clock that advances every 25 milliseconds: right over many calls, not for
/// one. Exact where slow calls are asked for.
/// </param>
internal sealed record MethodTime(string Method, string? File, int Line, long Calls, double Microseconds);
