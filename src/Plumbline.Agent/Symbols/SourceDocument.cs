namespace Plumbline.Agent.Symbols;

/// <summary>A source file as the compiler saw it.</summary>
/// <param name="Row">Its row in the symbols.</param>
/// <param name="ChecksumAlgorithm">SHA256, SHA1 or empty.</param>
/// <param name="Checksum">Upper-case hexadecimal digest of the file's bytes, or empty.</param>
internal sealed record SourceDocument(int Row, string Path, string ChecksumAlgorithm, string Checksum)
{
    /// <summary>
    /// Whether <paramref name="suffix"/> names this file: its last path segments, whole. Both slashes are the same, because
    /// the file may have been compiled on another system than this one.
    /// </summary>
    public bool EndsWith(string suffix, StringComparison comparison)
    {
        if (suffix.Length == 0 || suffix.Length > Path.Length)
        {
            return false;
        }

        var start = Path.Length - suffix.Length;
        return Slashed(Path.AsSpan(start)).Equals(Slashed(suffix), comparison)
            && (start == 0 || Path[start - 1] is '/' or '\\' || suffix[0] is '/' or '\\');
    }

    private static string Slashed(ReadOnlySpan<char> path) => path.ToString().Replace('\\', '/');
}
