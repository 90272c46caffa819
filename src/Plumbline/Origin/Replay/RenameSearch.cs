namespace Plumbline.Origin.Replay;

/// <summary>
/// Finds the deleted file that a new one was renamed from, as <c>git blame</c> does: for the one new file alone, whatever else the commit added. An
/// equal content first, then a unique file of the same name that is three quarters alike, then the one most alike of all.
/// </summary>
internal sealed class RenameSearch(VersionGraph graph, Func<int, ReadOnlyMemory<byte>> path, Func<int, Fingerprint> fingerprint)
{
    private const int Whole = 60000;
    private const int Least = 30000;
    private const int LeastOfSameName = 45000;
    private const int Kept = 4;
    private const int MostIdentical = 100;

    /// <summary>The version that was renamed, or -1.</summary>
    public int Find(int added, ReadOnlySpan<int> deleted)
    {
        FileVersion target = graph[added];
        ReadOnlySpan<byte> name = NameOf(target.Path);
        int identical = Identical(target, name, deleted);
        if (identical >= 0 || target.Kind != EntryKind.Regular)
        {
            return identical;
        }

        int named = Named(name, deleted);
        if (named >= 0 && Score(target, named, LeastOfSameName) >= LeastOfSameName)
        {
            return named;
        }

        return MostAlike(target, name, deleted);
    }

    /// <summary>Versions in the order of their paths, which is the one that ties are decided by.</summary>
    public int[] Ordered(int[] versions)
    {
        int[] ordered = [.. versions];
        Array.Sort(ordered, (left, right) => path(graph[left].Path).Span.SequenceCompareTo(path(graph[right].Path).Span));
        return ordered;
    }

    private int Identical(FileVersion target, ReadOnlySpan<byte> name, ReadOnlySpan<int> deleted)
    {
        int best = -1, seen = 0;
        foreach (int version in deleted)
        {
            FileVersion source = graph[version];
            if (source.Blob != target.Blob || source.Kind != target.Kind)
            {
                continue;
            }

            if (NameOf(source.Path).SequenceEqual(name))
            {
                return version;
            }

            best = best < 0 ? version : best;
            if (seen++ > MostIdentical)
            {
                break;
            }
        }

        return best;
    }

    private int Named(ReadOnlySpan<byte> name, ReadOnlySpan<int> deleted)
    {
        int found = -1;
        foreach (int version in deleted)
        {
            if (NameOf(graph[version].Path).SequenceEqual(name))
            {
                if (found >= 0)
                {
                    return -1;
                }

                found = version;
            }
        }

        return found;
    }

    // git keeps the four best in places, of which a newcomer takes the worst; a tie goes to the place that comes first.
    private int MostAlike(FileVersion target, ReadOnlySpan<byte> name, ReadOnlySpan<int> deleted)
    {
        Span<(int Version, int Score, int SameName)> best = stackalloc (int, int, int)[Kept];
        best.Fill((-1, -1, 0));
        foreach (int version in deleted)
        {
            int sameName = NameOf(graph[version].Path).SequenceEqual(name) ? 1 : 0;
            (int Version, int Score, int SameName) candidate = (version, Score(target, version, Least), sameName);
            int worst = 0;
            for (int i = 1; i < Kept; i++)
            {
                worst = IsBetter(best[worst], best[i]) ? i : worst;
            }

            if (IsBetter(candidate, best[worst]))
            {
                best[worst] = candidate;
            }
        }

        int first = 0;
        for (int i = 1; i < Kept; i++)
        {
            first = IsBetter(best[i], best[first]) ? i : first;
        }

        return best[first].Score >= Least ? best[first].Version : -1;
    }

    private static bool IsBetter((int Version, int Score, int SameName) one, (int Version, int Score, int SameName) other) =>
        one.Score != other.Score ? one.Score > other.Score : one.SameName > other.SameName;

    private int Score(FileVersion target, int version, int least)
    {
        FileVersion source = graph[version];
        if (source.Kind != EntryKind.Regular)
        {
            return 0;
        }

        Fingerprint left = fingerprint(source.Blob), right = fingerprint(target.Blob);
        long larger = Math.Max(left.Length, right.Length), smaller = Math.Min(left.Length, right.Length);
        if (right.Length == 0 || larger * (Whole - least) < (larger - smaller) * Whole)
        {
            return 0;
        }

        return (int)(left.CopiedTo(right) * Whole / larger);
    }

    private ReadOnlySpan<byte> NameOf(int number)
    {
        ReadOnlySpan<byte> whole = path(number).Span;
        return whole[(whole.LastIndexOf((byte)'/') + 1)..];
    }
}
