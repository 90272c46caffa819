using System.Runtime.InteropServices;

namespace Plumbline.Origin.Replay;

/// <summary>How many bytes of a content lie in which of its lines (or pieces of 64 bytes), by a hash: what git measures similarity with.</summary>
internal sealed class Fingerprint
{
    private const uint Buckets = 107927;
    private const int Longest = 64;
    private const int BinaryProbe = 8000;
    private readonly (uint Hash, int Bytes)[] _pieces;

    private Fingerprint(int length, (uint Hash, int Bytes)[] pieces) => (Length, _pieces) = (length, pieces);

    /// <summary>The content's length in bytes.</summary>
    public int Length { get; }

    /// <summary>How many different pieces it has.</summary>
    public int Pieces => _pieces.Length;

    public static Fingerprint Of(ReadOnlySpan<byte> content)
    {
        var found = new List<ulong>(content.Length / 24);
        bool text = !content[..Math.Min(content.Length, BinaryProbe)].Contains((byte)0);
        uint low = 0, high = 0;
        int count = 0;
        for (int i = 0; i < content.Length; i++)
        {
            byte one = content[i];
            if (text && one == '\r' && i + 1 < content.Length && content[i + 1] == '\n')
            {
                continue;
            }

            uint old = low;
            low = (low << 7) ^ (high >> 25);
            high = (high << 7) ^ (old >> 25);
            low += one;
            if (++count < Longest && one != '\n')
            {
                continue;
            }

            found.Add(Piece(low, high, count));
            (low, high, count) = (0, 0, 0);
        }

        if (count > 0)
        {
            found.Add(Piece(low, high, count));
        }

        CollectionsMarshal.AsSpan(found).Sort();
        var pieces = new List<(uint Hash, int Bytes)>(found.Count);
        foreach (ulong one in found)
        {
            var piece = (Hash: (uint)(one >> 32), Bytes: (int)(uint)one);
            if (pieces.Count > 0 && pieces[^1].Hash == piece.Hash)
            {
                pieces[^1] = (piece.Hash, pieces[^1].Bytes + piece.Bytes);
            }
            else
            {
                pieces.Add(piece);
            }
        }

        return new Fingerprint(content.Length, [.. pieces]);
    }

    /// <summary>How many bytes of this content are in another one, too.</summary>
    public long CopiedTo(Fingerprint other)
    {
        long copied = 0;
        int at = 0;
        foreach ((uint hash, int bytes) in _pieces)
        {
            while (at < other._pieces.Length && other._pieces[at].Hash < hash)
            {
                at++;
            }

            if (at == other._pieces.Length)
            {
                break;
            }

            if (other._pieces[at].Hash == hash)
            {
                copied += Math.Min(bytes, other._pieces[at].Bytes);
            }
        }

        return copied;
    }

    // The hash above the count, so that sorting brings equal hashes together.
    private static ulong Piece(uint low, uint high, int count) => ((ulong)((low + high * 0x61) % Buckets) << 32) | (uint)count;
}
