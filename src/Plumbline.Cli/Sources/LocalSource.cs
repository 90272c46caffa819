using System.Security.Cryptography;
using Plumbline.Wire;

namespace Plumbline.Cli.Sources;

internal enum SourceMatch
{
    /// <summary>The bytes that were compiled.</summary>
    Same,

    /// <summary>The same but for line endings.</summary>
    LineEndings,
    Different,
    Missing,

    /// <summary>The symbols carry no checksum that can be compared.</summary>
    Unknown,
}

/// <summary>The file on this disk that a document of the symbols was compiled from, as far as it can be found.</summary>
/// <param name="Text">Its lines; empty where there is none.</param>
internal sealed record LocalSource(string? Path, SourceMatch Match, string[] Text, string? Warning)
{
    private const int MostFiles = 20_000;
    private const long LargestFile = 32 * 1024 * 1024;

    /// <summary>Looked for where the user pointed, where the compiler read it, and below the working directory.</summary>
    public static LocalSource Find(string typed, DocumentRow document)
    {
        LocalSource? other = null;
        foreach (var path in Candidates(typed, document).Where(File.Exists))
        {
            var source = Compare(System.IO.Path.GetFullPath(path), document);
            if (source.Match is SourceMatch.Same or SourceMatch.LineEndings)
            {
                return source;
            }

            other ??= source;
        }

        return other ?? new LocalSource(null, SourceMatch.Missing, [], null);
    }

    private static IEnumerable<string> Candidates(string typed, DocumentRow document)
    {
        yield return typed;
        yield return document.Path;
        var name = document.Path[(document.Path.LastIndexOfAny(['/', '\\']) + 1)..];
        if (name.Length == 0 || name.Contains('*', StringComparison.Ordinal) || name.Contains('?', StringComparison.Ordinal))
        {
            yield break;
        }

        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            MaxRecursionDepth = 12,
            AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden,
        };
        var all = Directory.EnumerateFiles(Environment.CurrentDirectory, "*", options).Take(MostFiles);
        foreach (var path in all.Where(p => System.IO.Path.GetFileName(p.AsSpan()).Equals(name, StringComparison.Ordinal)))
        {
            yield return path;
        }
    }

    private static LocalSource Compare(string path, DocumentRow document)
    {
        try
        {
            if (new FileInfo(path).Length > LargestFile)
            {
                return new LocalSource(path, SourceMatch.Unknown, [], $"{path} is too large to be compared.");
            }

            var bytes = File.ReadAllBytes(path);
            var match = MatchOf(bytes, document);
            var warning = match == SourceMatch.Different
                ? $"Warning: {path} is not the file that was compiled into {document.Assembly} (its {document.ChecksumAlgorithm} differs): line numbers may be off."
                : null;
            return new LocalSource(path, match, File.ReadAllLines(path), warning);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new LocalSource(path, SourceMatch.Unknown, [], $"{path} can't be read: {e.Message}");
        }
    }

    private static SourceMatch MatchOf(byte[] bytes, DocumentRow document)
    {
        if (Digest(bytes, document.ChecksumAlgorithm) is not { } digest || document.Checksum.Length == 0)
        {
            return SourceMatch.Unknown;
        }

        bool Equal(string? hex) => document.Checksum.Equals(hex, StringComparison.OrdinalIgnoreCase);
        if (Equal(digest))
        {
            return SourceMatch.Same;
        }

        var unix = Unix(bytes);
        return Equal(Digest(unix, document.ChecksumAlgorithm)) || Equal(Digest(Windows(unix), document.ChecksumAlgorithm))
            ? SourceMatch.LineEndings
            : SourceMatch.Different;
    }

    private static string? Digest(byte[] bytes, string algorithm) => algorithm switch
    {
        "SHA256" => Convert.ToHexString(SHA256.HashData(bytes)),
#pragma warning disable CA5350 // Old compilers wrote SHA-1; it identifies a file here and protects nothing.
        "SHA1" => Convert.ToHexString(SHA1.HashData(bytes)),
#pragma warning restore CA5350
        _ => null,
    };

    private static byte[] Unix(byte[] bytes)
    {
        var result = new List<byte>(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != '\r' || i + 1 >= bytes.Length || bytes[i + 1] != '\n')
            {
                result.Add(bytes[i]);
            }
        }

        return [.. result];
    }

    private static byte[] Windows(byte[] unix)
    {
        var result = new List<byte>(unix.Length + 64);
        foreach (var b in unix)
        {
            if (b == '\n')
            {
                result.Add((byte)'\r');
            }

            result.Add(b);
        }

        return [.. result];
    }
}
