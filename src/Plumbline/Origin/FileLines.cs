namespace Plumbline.Origin;

/// <summary>The origins of a file's lines: at hand, or kept somewhere until they are asked for.</summary>
internal abstract class FileLines
{
    /// <summary>The number of lines.</summary>
    public abstract int Count { get; }

    /// <summary>Every commit that anything here names, ordered.</summary>
    public abstract CommitUse[] Uses { get; }

    /// <summary>Neighbouring lines of common origin, in the order of the file.</summary>
    public abstract IReadOnlyList<LineRun> Runs { get; }

    /// <summary>Notes and overwrites of those lines that have any, by line.</summary>
    public abstract IReadOnlyList<LineRemark> Remarks { get; }
}

/// <summary>Lines at hand.</summary>
internal sealed class GivenLines(LineRun[] runs, LineRemark[] remarks) : FileLines
{
    public override int Count { get; } = runs.Length == 0 ? 0 : runs[^1].Start + runs[^1].Count - 1;

    public override CommitUse[] Uses => field ??= CommitUse.Of(runs, remarks);

    public override IReadOnlyList<LineRun> Runs => runs;

    public override IReadOnlyList<LineRemark> Remarks => remarks;
}
