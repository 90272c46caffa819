using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Plumbline.Origin.Replay.Diffs;

/// <summary>
/// Sixty-four bits for the bytes of a line; lines of one hash are taken for equal. SAFETY: the multipliers are drawn anew in every process, so that
/// nobody can write two lines into a repository which are known to collide.
/// </summary>
internal static class LineHash
{
    private static readonly ulong s_first = Draw();
    private static readonly ulong s_second = Draw();

    public static ulong Of(ReadOnlySpan<byte> line) => Of(line, s_first, s_second);

    /// <summary>The same in every process: a check sum, against accidents alone.</summary>
    public static ulong Fixed(ReadOnlySpan<byte> bytes) => Of(bytes, 0x9e3779b97f4a7c15, 0xd6e8feb86659fd93);

    // PERF: a product of 128 bits is never compiled ahead, and a map of ten megabytes would run half through before the JIT had done its best.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Of(ReadOnlySpan<byte> line, ulong first, ulong second)
    {
        ulong hash = second ^ (ulong)line.Length;
        ref byte at = ref MemoryMarshal.GetReference(line);
        int left = line.Length;
        while (left >= 8)
        {
            hash = Fold(hash ^ Unsafe.ReadUnaligned<ulong>(ref at), first);
            at = ref Unsafe.Add(ref at, 8);
            left -= 8;
        }

        if (left > 0)
        {
            ulong tail = 0;
            for (int i = 0; i < left; i++)
            {
                tail = (tail << 8) | Unsafe.Add(ref at, i);
            }

            hash = Fold(hash ^ tail, first);
        }

        return Fold(hash, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        // The rotated left operand keeps a product of zero from swallowing what came before.
        return high ^ low ^ BitOperations.RotateLeft(left, 23);
    }

    private static ulong Draw()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return MemoryMarshal.Read<ulong>(bytes) | 1;
    }
}
