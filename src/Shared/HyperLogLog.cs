using System.Numerics;

namespace Plumbline;

/// <summary>
/// How many different values there were, without keeping them (Flajolet, Fusy, Gandouet, Meunier: HyperLogLog, AofA 2007), with linear
/// counting below 2.5 m, as there. The standard error is 1.04/√m for m = 2^precision registers. Two of one precision merge by the larger
/// of each register, in any order. One writer at a time.
/// </summary>
internal sealed class HyperLogLog
{
    public const int LeastPrecision = 4;
    public const int MostPrecision = 16;

    private readonly byte[] _registers;

    /// <param name="precision">From 4 to 16: 2^precision bytes.</param>
    public HyperLogLog(int precision)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(precision, LeastPrecision);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(precision, MostPrecision);
        Precision = precision;
        _registers = new byte[1 << precision];
    }

    public int Precision { get; }

    /// <summary>The relative standard error of <see cref="Count"/>.</summary>
    public double StandardError => 1.04 / Math.Sqrt(_registers.Length);

    /// <summary>Adds a value by a hash of 64 bits, all of them evenly spread (<see cref="Mix"/>).</summary>
    public void Add(ulong hash)
    {
        var index = (int)(hash >> (64 - Precision));
        var rank = (byte)Math.Min(BitOperations.LeadingZeroCount(hash << Precision) + 1, 64 - Precision + 1);
        if (_registers[index] < rank)
        {
            _registers[index] = rank;
        }
    }

    /// <exception cref="ArgumentException">The other has another precision.</exception>
    public void Merge(HyperLogLog other)
    {
        if (other.Precision != Precision)
        {
            throw new ArgumentException($"A sketch of precision {other.Precision} can't be merged into one of {Precision}.", nameof(other));
        }

        for (var i = 0; i < _registers.Length; i++)
        {
            _registers[i] = Math.Max(_registers[i], other._registers[i]);
        }
    }

    /// <summary>The estimate; 0 while there is no value.</summary>
    public double Count()
    {
        var sum = 0.0;
        var empty = 0;
        foreach (var register in _registers)
        {
            sum += Math.ScaleB(1, -register);
            empty += register == 0 ? 1 : 0;
        }

        double size = _registers.Length;
        var estimate = Alpha(_registers.Length) * size * size / sum;
        return estimate <= 2.5 * size && empty > 0 ? size * Math.Log(size / empty) : estimate;
    }

    /// <summary>Spreads the bits of a hash: the finaliser of SplitMix64 (Steele, Lea, Flood: OOPSLA 2014).</summary>
    public static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return hash ^ (hash >> 31);
    }

    private static double Alpha(int size) => size switch
    {
        16 => 0.673,
        32 => 0.697,
        64 => 0.709,
        _ => 0.7213 / (1 + (1.079 / size)),
    };
}
