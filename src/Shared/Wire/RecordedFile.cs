namespace Plumbline.Wire;

/// <param name="Path">As the compiler wrote it.</param>
/// <param name="ChecksumAlgorithm">SHA256, SHA1 or empty.</param>
/// <param name="Checksum">Upper-case hexadecimal, or empty.</param>
internal sealed record RecordedFile(string Path, string ChecksumAlgorithm, string Checksum);
