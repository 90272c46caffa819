namespace Plumbline.Origin;

/// <summary>The origin of every line of one file.</summary>
/// <param name="path">The path at the revision asked; bytes that are not UTF-8 are written as backslash and three octal digits.</param>
/// <param name="kind">Only <see cref="FileKind.Text"/> has lines.</param>
/// <param name="lines">The origins themselves.</param>
internal sealed class FileOrigins(string path, FileKind kind, FileLines lines)
{
    /// <param name="path">As above.</param>
    /// <param name="kind">As above.</param>
    /// <param name="runs">Neighbouring lines of common origin, in the order of the file.</param>
    /// <param name="remarks">Notes and overwrites of those lines that have any, by line.</param>
    public FileOrigins(string path, FileKind kind, LineRun[] runs, LineRemark[] remarks)
        : this(path, kind, new GivenLines(runs, remarks))
    {
    }

    /// <summary>The path at the revision asked.</summary>
    public string Path { get; } = path;

    /// <summary>What the path holds.</summary>
    public FileKind Kind { get; } = kind;

    /// <summary>All that is said of the lines.</summary>
    public FileLines All => lines;

    /// <summary>The lines in runs: line <c>Start + i</c> has the origin <c>First</c> with its line number plus <c>i</c>.</summary>
    public IReadOnlyList<LineRun> Runs => lines.Runs;

    /// <summary>The number of lines; a last line without a line feed counts.</summary>
    public int LineCount => lines.Count;

    /// <summary>Notes and overwrites, ordered by line; lines that have none are left out.</summary>
    public IReadOnlyList<LineRemark> Remarks => lines.Remarks;

    /// <summary>Where a line came from.</summary>
    /// <param name="line">From 1 to <see cref="LineCount"/>.</param>
    public LineOrigin At(int line)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(line, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(line, LineCount);
        IReadOnlyList<LineRun> runs = Runs;
        int low = 0, high = runs.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = runs[middle].Start <= line ? (middle, high) : (low, middle - 1);
        }

        LineRun run = runs[low];
        return run.First with { Line = run.First.Line + line - run.Start };
    }

    /// <summary>Every line's origin in order, the first line first.</summary>
    public LineOrigin[] Lines()
    {
        var all = new LineOrigin[LineCount];
        foreach (LineRun run in Runs)
        {
            for (int i = 0; i < run.Count; i++)
            {
                all[run.Start - 1 + i] = run.First with { Line = run.First.Line + i };
            }
        }

        return all;
    }

    /// <summary>The notes and overwrites of one line; empty where there are none.</summary>
    public LineRemark RemarkAt(int line)
    {
        IReadOnlyList<LineRemark> remarks = Remarks;
        int low = 0, high = remarks.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            LineRemark remark = remarks[middle];
            if (line < remark.Line)
            {
                high = middle - 1;
            }
            else if (line >= remark.Line + remark.Count)
            {
                low = middle + 1;
            }
            else
            {
                return remark;
            }
        }

        return new LineRemark(line, 1, [], []);
    }
}
