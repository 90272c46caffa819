namespace Plumbline.Wire;

/// <summary>What one method cost a call that it was called from.</summary>
/// <param name="Method">Type and method, as the caller's code names them.</param>
/// <param name="Microseconds">Of all calls together; of one that is awaited, until the await ends.</param>
/// <param name="Calls">How many there were. Only the first thousand from one place are timed.</param>
internal sealed record CalleeTime(string Method, double Microseconds, long Calls);
