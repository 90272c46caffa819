using Plumbline.Agent.Il;
using Root = Plumbline.Agent.Weaving.Root;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>One place in a MoveNext where an invocation ends, or hands over an item.</summary>
/// <param name="Offset">Where the hook stands.</param>
/// <param name="Value">The result or the exception there; null where there is none.</param>
/// <param name="Type">Type of the value.</param>
/// <param name="MayGoOn">Whether the value tells that this is no end: true from an iterator.</param>
internal readonly record struct MachineEnd(int Offset, Root? Value, SignatureType? Type, bool MayGoOn);
