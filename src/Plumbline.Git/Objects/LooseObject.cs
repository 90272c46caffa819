using System.Buffers.Text;
using System.IO.Compression;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Objects;

/// <summary>An object in a file of its own.</summary>
internal static class LooseObject
{
    private const int LongestHead = 32;

    /// <summary>Its content; null where there is no such file, or where it is larger than we read.</summary>
    /// <exception cref="GitException">The file is damaged.</exception>
    public static byte[]? Read(string folder, ObjectId id)
    {
        string name = id.ToString(), path = Path.Combine(folder, name[..2], name[2..]);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var stream = new ZLibStream(File.OpenRead(path), CompressionMode.Decompress);
            long size = ReadHead(stream);
            if (size > GitLimits.Blob)
            {
                return null;
            }

            byte[] content = GC.AllocateUninitializedArray<byte>((int)size);
            stream.ReadExactly(content);
            return content;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new GitException(GitFailure.MissingObject, $"object {name} is damaged: run git fsck", e);
        }
    }

    // "blob 1234" and a NUL byte.
    private static long ReadHead(Stream stream)
    {
        Span<byte> head = stackalloc byte[LongestHead];
        int length = 0, one;
        while ((one = stream.ReadByte()) > 0 && length < LongestHead)
        {
            head[length++] = (byte)one;
        }

        int space = head[..length].IndexOf((byte)' ');
        return one == 0 && Utf8Parser.TryParse(head[(space + 1)..length], out long size, out _) && size >= 0 ? size : throw new InvalidDataException();
    }
}
