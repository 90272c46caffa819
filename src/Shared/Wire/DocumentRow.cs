namespace Plumbline.Wire;

/// <summary>A source document as the compiler saw it.</summary>
/// <param name="Path">Path in the symbols.</param>
/// <param name="ChecksumAlgorithm">SHA256, SHA1 or empty.</param>
/// <param name="Checksum">Upper-case hexadecimal digest of the file's bytes.</param>
/// <param name="Assembly">Simple name of the assembly it was compiled into.</param>
internal sealed record DocumentRow(string Path, string ChecksumAlgorithm, string Checksum, string Assembly, LineRow[] Lines);
