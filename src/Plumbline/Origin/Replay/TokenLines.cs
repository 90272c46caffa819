using System.Numerics;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Origin.Replay;

/// <summary>
/// The tokens of some lines as hashes: words and numbers whole, every other visible character for itself. A token weighs as much as it is long, up
/// to a dozen, as two declarations have their keywords and brackets in common whatever they declare; the weight stands in the lowest bits.
/// </summary>
internal sealed class TokenLines
{
    private const int Heaviest = 12;
    private const uint WeightBits = 0xF;

    private readonly List<uint> _tokens = [];
    private readonly List<int> _starts = [];
    private readonly List<ulong> _marks = [];

    /// <summary>Takes the lines <paramref name="from"/> to <paramref name="to"/> (exclusive).</summary>
    public void Read(TextLines text, int from, int to)
    {
        _tokens.Clear();
        _starts.Clear();
        _marks.Clear();
        for (int line = from; line < to; line++)
        {
            _starts.Add(_tokens.Count);
            Tokenize(text[line]);
            int start = _starts[^1];
            ulong marks = 0;
            for (int i = start; i < _tokens.Count; i++)
            {
                marks |= 1UL << (int)(_tokens[i] >> 26);
            }

            _marks.Add(marks);
            _tokens.Sort(start, _tokens.Count - start, null);
        }

        _starts.Add(_tokens.Count);
    }

    /// <summary>A guess at the likeness of two lines that costs next to nothing.</summary>
    public float Guess(int line, TokenLines other, int otherLine)
    {
        ulong left = _marks[line], right = other._marks[otherLine];
        int all = BitOperations.PopCount(left) + BitOperations.PopCount(right);
        return all == 0 ? 0 : 2f * BitOperations.PopCount(left & right) / all;
    }

    /// <summary>Dice's coefficient over the weights of tokens: 1 for the same tokens in any order, 0 for none in common.</summary>
    public float Likeness(int line, TokenLines other, int otherLine)
    {
        int i = _starts[line], end = _starts[line + 1], j = other._starts[otherLine], otherEnd = other._starts[otherLine + 1];
        int all = Weight(i, end) + other.Weight(j, otherEnd), common = 0;
        while (i < end && j < otherEnd)
        {
            uint left = _tokens[i], right = other._tokens[j];
            common += left == right ? (int)(left & WeightBits) : 0;
            i += left <= right ? 1 : 0;
            j += right <= left ? 1 : 0;
        }

        return all == 0 ? 0 : 2f * common / all;
    }

    private static uint Token(uint hash, int length) => (hash & ~WeightBits) | (uint)Math.Min(length, Heaviest);

    private int Weight(int from, int to)
    {
        int weight = 0;
        for (int i = from; i < to; i++)
        {
            weight += (int)(_tokens[i] & WeightBits);
        }

        return weight;
    }

    private void Tokenize(ReadOnlySpan<byte> line)
    {
        for (int i = 0; i < line.Length;)
        {
            byte one = line[i];
            if (!IsWord(one))
            {
                if (one > ' ')
                {
                    _tokens.Add(Token((one + 1u) * 2654435761u, 1));
                }

                i++;
                continue;
            }

            int start = i;
            uint hash = 2166136261;
            for (; i < line.Length && IsWord(line[i]); i++)
            {
                hash = (hash ^ line[i]) * 16777619;
            }

            _tokens.Add(Token(hash * 2654435761u, i - start));
        }
    }

    private static bool IsWord(byte one) => char.IsAsciiLetterOrDigit((char)one) || one is (byte)'_' or >= 128;
}
