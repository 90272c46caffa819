using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Origin.Replay;

/// <summary>
/// The lines of the files that a commit changed, as they were before it, to find the blocks in that it moved or copied from one file to another.
/// A block counts from three lines and forty letters and digits on, as for <c>git blame -C</c>.
/// </summary>
/// <param name="wanted">The hashes of the lines that are looked for.</param>
internal sealed class BlockIndex(LineHashes wanted)
{
    public const int FewestLines = 3;
    private const int FewestCharacters = 40;
    private const int MostAlike = 64;
    private const int MostLines = 500_000;
    private readonly Dictionary<ulong, List<(int File, int Line)>> _places = [];
    private readonly List<(int Version, TextLines Text, bool[] Removed)> _files = [];
    private int _lines;

    public bool IsEmpty => _files.Count == 0;

    /// <summary>Whether a text has as many wanted lines in a row as a block needs.</summary>
    public bool IsWanted(TextLines text)
    {
        int row = 0;
        for (int line = 0; line < text.Count && row < FewestLines; line++)
        {
            row = wanted.Has(text.Hashes[line]) ? row + 1 : 0;
        }

        return row == FewestLines && _lines + text.Count <= MostLines;
    }

    /// <summary>Takes a file in.</summary>
    /// <param name="version">The version before the commit.</param>
    /// <param name="text">Its content.</param>
    /// <param name="removed">Which of its lines the commit removed.</param>
    public void Add(int version, TextLines text, bool[] removed)
    {
        _lines += text.Count;
        for (int line = 0; line < text.Count; line++)
        {
            ulong hash = text.Hashes[line];
            if (!wanted.Has(hash))
            {
                continue;
            }

            if (!_places.TryGetValue(hash, out List<(int, int)>? places))
            {
                _places.Add(hash, places = []);
            }

            places.Add((_files.Count, line));
        }

        _files.Add((version, text, removed));
    }

    /// <summary>The blocks among the lines <paramref name="from"/> to <paramref name="to"/> (exclusive) of a text that stood in another file before.</summary>
    /// <param name="text">The newer text.</param>
    /// <param name="from">Its first line in question.</param>
    /// <param name="to">The line behind the last one.</param>
    /// <param name="own">The version it was made from, which is not another file; or -1.</param>
    public IEnumerable<Block> Find(TextLines text, int from, int to, int own)
    {
        for (int line = from; line <= to - FewestLines;)
        {
            Block best = Longest(text, line, to, own);
            if (!IsEnough(text, line, line + best.Count))
            {
                line++;
                continue;
            }

            yield return best;
            line += best.Count;
        }
    }

    // What was removed comes before what stayed, then the longer block.
    private Block Longest(TextLines text, int start, int end, int own)
    {
        Block best = default;
        if (!_places.TryGetValue(text.Hashes[start], out List<(int File, int Line)>? places) || places.Count > MostAlike)
        {
            return best;
        }

        foreach ((int file, int line) in places)
        {
            (int version, TextLines other, bool[] removed) = _files[file];
            if (version == own)
            {
                continue;
            }

            int count = 0;
            bool moved = removed[line];
            while (start + count < end && line + count < other.Count && other.Hashes[line + count] == text.Hashes[start + count] && removed[line + count] == moved)
            {
                count++;
            }

            if (count >= FewestLines && ((moved && !best.Moved) || (moved == best.Moved && count > best.Count)))
            {
                best = new Block(start, count, version, line, moved);
            }
        }

        return best;
    }

    /// <summary>Whether the lines <paramref name="from"/> to <paramref name="to"/> (exclusive) are enough for a block.</summary>
    public static bool IsEnough(TextLines text, int from, int to) => to - from >= FewestLines && Characters(text, from, to) >= FewestCharacters;

    private static int Characters(TextLines text, int from, int to)
    {
        int count = 0;
        for (int line = from; line < to && count < FewestCharacters; line++)
        {
            foreach (byte one in text[line])
            {
                count += char.IsAsciiLetterOrDigit((char)one) ? 1 : 0;
            }
        }

        return count;
    }
}
