namespace Plumbline.Wire;

/// <param name="Reverted">Methods whose original code is back.</param>
/// <param name="Remains">What stays in the process until it ends.</param>
internal sealed record Detached(int Reverted, string[] Remains) : WireMessage;
