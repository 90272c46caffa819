using System.Buffers.Binary;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Objects;

/// <summary>The table of a pack (version 2): where each object lies.</summary>
internal sealed class PackIndex : IDisposable
{
    private static readonly byte[] s_signature = [0xff, (byte)'t', (byte)'O', (byte)'c', 0, 0, 0, 2];
    private const int Head = 8;
    private const int Fan = 256 * 4;
    private readonly MappedFile _file;
    private readonly int _idSize;

    private PackIndex(MappedFile file, int idSize)
    {
        (_file, _idSize) = (file, idSize);
        Count = (int)Number(Head + Fan - 4);
    }

    public int Count { get; }

    public int IdSize => _idSize;

    /// <summary>Null where the file is none that can be read here; then git itself is asked.</summary>
    public static PackIndex? Open(string path, int idSize)
    {
        var file = new MappedFile(path);
        if (file.Length >= Head + Fan + 2 * idSize && file.At(0, 8).SequenceEqual(s_signature))
        {
            var index = new PackIndex(file, idSize);
            if (index.IsWhole)
            {
                return index;
            }
        }

        file.Dispose();
        return null;
    }

    private bool IsWhole => Count >= 0 && _file.Length >= Head + Fan + (long)Count * (_idSize + 8) + 2 * _idSize;

    /// <summary>An object's offset in the pack.</summary>
    public bool Find(ObjectId id, out long offset)
    {
        Span<byte> wanted = stackalloc byte[32];
        id.CopyTo(wanted);
        wanted = wanted[.._idSize];
        int first = wanted[0];
        int low = first == 0 ? 0 : (int)Number(Head + 4 * (first - 1)), high = Math.Min(Count, (int)Number(Head + 4 * first)) - 1;
        while (low <= high)
        {
            int middle = (int)(((uint)low + (uint)high) / 2);
            int order = _file.At(Head + Fan + (long)middle * _idSize, _idSize).SequenceCompareTo(wanted);
            if (order == 0)
            {
                offset = Offset(middle);
                return true;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        offset = 0;
        return false;
    }

    public void Dispose() => _file.Dispose();

    private long Offset(int entry)
    {
        long table = Head + Fan + (long)Count * (_idSize + 4);
        uint small = Number(table + 4L * entry);
        if ((small & 0x80000000) == 0)
        {
            return small;
        }

        return BinaryPrimitives.ReadInt64BigEndian(_file.At(table + 4L * Count + 8L * (small & 0x7fffffff), 8));
    }

    private uint Number(long at) => BinaryPrimitives.ReadUInt32BigEndian(_file.At(at, 4));
}
