using System.Runtime.Intrinsics;

namespace Plumbline.Git.Objects;

/// <summary>The check sum of zlib: the sum of all bytes, and the sum of all those sums.</summary>
internal static class Adler
{
    private const uint Modulus = 65521;

    // So many bytes can be summed up before 32 bits overflow.
    private const int Block = 5552;
    private static readonly Vector128<ushort> s_low = Vector128.Create((ushort)16, 15, 14, 13, 12, 11, 10, 9);
    private static readonly Vector128<ushort> s_high = Vector128.Create((ushort)8, 7, 6, 5, 4, 3, 2, 1);

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint sum = 1, sums = 0;
        while (bytes.Length > 0)
        {
            ReadOnlySpan<byte> block = bytes[..Math.Min(Block, bytes.Length)];
            bytes = bytes[block.Length..];
            for (; block.Length >= 16; block = block[16..])
            {
                (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Create(block));
                sums += 16 * sum + Vector128.Sum(low * s_low + high * s_high);
                sum += Vector128.Sum(low + high);
            }

            foreach (byte one in block)
            {
                sum += one;
                sums += sum;
            }

            sum %= Modulus;
            sums %= Modulus;
        }

        return (sums << 16) | sum;
    }
}
