namespace Plumbline.Wire;

/// <summary>What the process did since the last of these, sent every two seconds while a controller watches.</summary>
/// <param name="Seconds">What it covers.</param>
/// <param name="Calls">Calls of all armed methods that are timed.</param>
/// <param name="Methods">Armed methods that took the most time, most first.</param>
/// <param name="Requests">HTTP requests that ended, by route, most first; none where the process serves none.</param>
internal sealed record Throughput(double Seconds, long Calls, MethodTime[] Methods, RequestTime[] Requests) : WireMessage;
