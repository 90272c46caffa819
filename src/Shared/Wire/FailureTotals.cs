namespace Plumbline.Wire;

/// <param name="Thrown">Exceptions that were looked at since the watch began.</param>
/// <param name="Framework">Of these, exceptions with no frame of user code on their stack.</param>
/// <param name="Unlooked">Exceptions that were only counted, as the CPU budget was spent.</param>
internal sealed record FailureTotals(long Thrown, long Framework, long Unlooked) : WireMessage;
