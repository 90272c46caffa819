using System.Buffers.Binary;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git.Keeping;

/// <summary>
/// A file that can be made anew at any time: written beside and renamed, with a check sum. Whoever finds it damaged, or from another version of the
/// program, acts as if there were none.
/// </summary>
internal static class KeptFile
{
    /// <summary>What a file is called until it is whole. One that a killed run left is deleted by a later one.</summary>
    public const string HalfEnd = ".tmp";

    private const int Tail = 8;
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>What <paramref name="read"/> makes of the file, or null.</summary>
    public static T? Read<T>(string path, Func<PackedReader, T> read)
        where T : class
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            byte[] bytes = File.ReadAllBytes(path);
            int end = bytes.Length - Tail;
            if (end < 0 || BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(end)) != LineHash.Fixed(bytes.AsSpan(0, end)))
            {
                return null;
            }

            return read(new PackedReader(bytes, 0, end));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Without it the work is done once more, which is what a missing file means, too.
            return null;
        }
    }

    public static void Write(string path, PackedWriter content)
    {
        string beside = $"{path}.{Path.GetRandomFileName()}{HalfEnd}";
        Span<byte> sum = stackalloc byte[Tail];
        BinaryPrimitives.WriteUInt64LittleEndian(sum, LineHash.Fixed(content.Written));
        using (var file = new FileStream(beside, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = Own }))
        {
            file.Write(content.Written);
            file.Write(sum);
        }

        File.Move(beside, path, overwrite: true);
    }
}
