using System.Buffers.Binary;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git.Keeping;

/// <summary>
/// A file that grows piece by piece, each with its length before and its check sum behind it. What a killed run left of a piece ends the file for whoever
/// reads it, and is cut off by whoever adds the next one.
/// </summary>
internal sealed class GrowingFile(string path)
{
    private const int Frame = 8;
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private long _seen;
    private long _whole;

    /// <summary>Hands over every whole piece.</summary>
    /// <exception cref="InvalidDataException"><paramref name="take"/> would not have one: then the file counts as empty.</exception>
    public void Read(Action<PackedReader> take)
    {
        byte[] bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
        (_seen, _whole) = (bytes.Length, 0);
        int at = 0;
        while (bytes.Length - at > 2 * Frame
            && BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at)) is > 0 and var length && length <= bytes.Length - at - 2 * Frame
            && BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at + Frame + (int)length)) == LineHash.Fixed(bytes.AsSpan(at + Frame, (int)length)))
        {
            take(new PackedReader(bytes, at + Frame, at + Frame + (int)length));
            at += (int)length + 2 * Frame;
        }

        _whole = at;
    }

    /// <summary>Adds a piece behind those that were read. Another run may have added one meanwhile, which this one does not fit: then nothing is done.</summary>
    public void Add(PackedWriter piece)
    {
        // Only who writes takes the lock. A reader may meet half a piece, and passes over it.
        using var held = new FileStream(path + ".lock", new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.None, UnixCreateMode = Own });
        using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite, UnixCreateMode = Own });
        if (file.Length != _seen)
        {
            return;
        }

        file.SetLength(_whole);
        file.Position = _whole;
        Span<byte> frame = stackalloc byte[Frame];
        BinaryPrimitives.WriteInt64LittleEndian(frame, piece.Written.Length);
        file.Write(frame);
        file.Write(piece.Written);
        BinaryPrimitives.WriteUInt64LittleEndian(frame, LineHash.Fixed(piece.Written));
        file.Write(frame);
        _seen = _whole = file.Position;
    }
}
