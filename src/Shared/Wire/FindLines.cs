namespace Plumbline.Wire;

/// <summary>Asks which lines of a source file can take a probe.</summary>
/// <param name="File">The path or a suffix of it.</param>
/// <param name="From">First line, 1-based; 0 for the start.</param>
/// <param name="To">Last line, inclusive; 0 for the end.</param>
/// <param name="Pdb">Paths of symbol files given by the user.</param>
internal sealed record FindLines(string File, int From, int To, string[] Pdb) : WireMessage;
