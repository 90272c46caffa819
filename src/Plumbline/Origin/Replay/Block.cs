namespace Plumbline.Origin.Replay;

/// <summary>Neighbouring lines that stood in another file before.</summary>
/// <param name="Start">The first line in the newer text, from 0.</param>
/// <param name="Count">How many lines.</param>
/// <param name="Version">The version in which they stood before.</param>
/// <param name="From">The first line there.</param>
/// <param name="Moved">Whether the commit removed them there; else they were copied.</param>
internal readonly record struct Block(int Start, int Count, int Version, int From, bool Moved);
