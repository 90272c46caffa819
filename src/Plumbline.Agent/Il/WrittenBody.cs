namespace Plumbline.Agent.Il;

/// <summary>One entry of the map for SetILInstrumentedCodeMap, which rounds down to the last entry that is not greater.</summary>
internal readonly record struct CodeMapEntry(int OldOffset, int NewOffset);

/// <summary>A body as the runtime takes it.</summary>
/// <param name="Bytes">Header, code and sections. To be placed at an address that is a multiple of four.</param>
/// <param name="CodeMap">
/// In increasing order of both offsets. Every original instruction has an entry for its own new offset; where a block was inserted
/// before it, one more with the same old offset comes first, for the block.
/// </param>
internal sealed record WrittenBody(byte[] Bytes, CodeMapEntry[] CodeMap);
