using Plumbline.Wire;

namespace Plumbline.Cli.Recordings;

/// <summary>
/// Leaves out the middle passes of loops. A loop is where control goes back: the lowest place that is gone back to is the head of the
/// outermost one, and each time it is gone back to is a pass, whatever way the pass takes.
/// </summary>
internal sealed class Folding
{
    /// <summary>Passes that are shown of a loop's beginning; the first may be only the look at the condition.</summary>
    private const int ShownFirst = 3;

    /// <summary>A loop of so many passes is shown in full.</summary>
    private const int FewPasses = 6;

    /// <summary>Stretches that are looked through. What comes from another process may be made to hold ever more loops; the rest is shown as it is.</summary>
    private const int MostLooks = 2000;

    private readonly List<RunRow> _rows = [];
    private int _looks;

    public static List<RunRow> Of(IReadOnlyList<Moment> moments)
    {
        var folding = new Folding();
        folding.Fold([.. moments]);
        return folding._rows;
    }

    private void Fold(ReadOnlySpan<Moment> run)
    {
        if (++_looks > MostLooks || !Loop(run, out var start, out var end, out var head))
        {
            foreach (var moment in run)
            {
                _rows.Add(new MomentRow(moment));
            }

            return;
        }

        Fold(run[..start]);
        FoldPasses(Passes(run[start..end], head));
        Fold(run[end..]);
    }

    /// <summary>The first stretch of the loop with the lowest head: an outer loop begins before those in it.</summary>
    private static bool Loop(ReadOnlySpan<Moment> run, out int start, out int end, out int head)
    {
        (start, end, head) = (0, 0, int.MaxValue);
        var tail = 0;
        for (var i = 1; i < run.Length; i++)
        {
            if (IsBack(run, i) && run[i].Offset < head)
            {
                (start, end, head, tail) = (i, i, run[i].Offset, run[i - 1].Offset);
            }
            else if (IsBack(run, i) && run[i].Offset == head)
            {
                tail = Math.Max(tail, run[i - 1].Offset);
            }
        }

        while (start > 0 && IsInside(run[start - 1], head, tail))
        {
            start--;
        }

        while (end < run.Length && IsInside(run[end], head, tail))
        {
            end++;
        }

        return end > start;
    }

    private static bool IsInside(Moment moment, int low, int high) => moment.Place is not null && moment.Offset >= low && moment.Offset <= high;

    private static bool IsBack(ReadOnlySpan<Moment> run, int i) =>
        run[i].Place is not null && run[i - 1].Place is not null && run[i].Offset <= run[i - 1].Offset;

    private static List<Moment[]> Passes(ReadOnlySpan<Moment> loop, int head)
    {
        var passes = new List<Moment[]>();
        var start = 0;
        for (var i = 1; i < loop.Length; i++)
        {
            if (loop[i].Offset == head && IsBack(loop, i))
            {
                passes.Add(loop[start..i].ToArray());
                start = i;
            }
        }

        passes.Add(loop[start..].ToArray());
        return passes;
    }

    private void FoldPasses(List<Moment[]> passes)
    {
        for (var i = 0; i < passes.Count; i++)
        {
            if (passes.Count <= FewPasses || i < ShownFirst || i == passes.Count - 1)
            {
                Fold(passes[i]);
            }
            else if (i == ShownFirst)
            {
                _rows.Add(Folded([.. passes[i..^1]]));
            }
        }
    }

    private static FoldRow Folded(Moment[][] passes)
    {
        var moments = passes.SelectMany(pass => pass).ToArray();
        var last = new Dictionary<string, RecordedValue>(StringComparer.Ordinal);
        foreach (var value in moments.SelectMany(moment => moment.Values))
        {
            last[value.Name] = value;
        }

        return new FoldRow(passes.Length, moments.Min(moment => moment.Place!.Line), moments.Max(moment => moment.Place!.Line), [.. last.Values]);
    }
}
