using System.Globalization;
using Plumbline.Origin;
using Plumbline.Origin.Verdicts;

namespace Plumbline.Bench.Accuracy;

/// <summary>
/// Lines of squash merges, each with what the merge says of it and what its commit inside the pull request says, which is taken for the truth.
/// The truth has holes of its own: a commit without a mark may still be a tool's.
/// </summary>
internal sealed class SquashTruth
{
    // By the merge: what it says, and of its lines those that a marked commit wrote, and the others.
    private readonly Dictionary<int, (CommitVerdict Said, int Marked, int Unmarked)> _merges = [];

    public static SquashTruth Of(OriginMap unfolded, OriginMap landed)
    {
        var truth = new SquashTruth();
        var judge = new CommitJudge(new OriginPolicy());
        var (inside, outside) = (new CommitVerdicts(unfolded, judge), new CommitVerdicts(landed, judge));
        foreach (var file in unfolded.Files.Where(file => file.Kind == FileKind.Text))
        {
            var merged = landed.File(file.Path)!;
            foreach (var remark in file.Remarks.Where(remark => remark.Notes.Any(note => note.Kind == LineNoteKind.ViaSquash)))
            {
                for (var line = remark.Line; line < remark.Line + remark.Count; line++)
                {
                    var said = merged.At(line).Commit;
                    if (PullRequest.NumberOf(outside.Facts(said)) is not null)
                    {
                        truth.Add(said, outside.Of(said), inside.Of(file.At(line).Commit).Class is OriginClass.Ai);
                    }
                }
            }
        }

        return truth;
    }

    public void Print(TextWriter output)
    {
        var mixed = _merges.Values.Where(merge => merge is { Marked: > 0, Unmarked: > 0 }).ToList();
        output.WriteLine(Invariant($"{_merges.Count} squash merges with living lines, {mixed.Count} of pull requests that mix marked and unmarked commits"));
        Print(output, "all", _merges.Values);
        Print(output, "mixed", mixed);
    }

    private static void Print(TextWriter output, string which, IReadOnlyCollection<(CommitVerdict Said, int Marked, int Unmarked)> merges)
    {
        output.WriteLine();
        output.WriteLine(Invariant($"{which,-6} tier  said      confidence   lines  by marked commits"));
        foreach (var group in merges.GroupBy(merge => (merge.Said.Tier, merge.Said.Class, merge.Said.Verdict.Confidence)).OrderBy(group => group.Key.Tier))
        {
            var (marked, all) = (group.Sum(merge => merge.Marked), group.Sum(merge => merge.Marked + merge.Unmarked));
            output.WriteLine(Invariant($"{"",-6} {group.Key.Tier,-4}  {group.Key.Class,-8}  {group.Key.Confidence,10:0.00}  {all,6}  {(double)marked / all,16:P1}"));
        }

        var right = merges.Where(merge => merge.Said.Class == OriginClass.Ai).Sum(merge => merge.Marked);
        var said = merges.Where(merge => merge.Said.Class == OriginClass.Ai).Sum(merge => merge.Marked + merge.Unmarked);
        var truly = merges.Sum(merge => merge.Marked);
        output.WriteLine(Invariant($"{"",-6} ai by the merge alone: precision {(said == 0 ? 0 : (double)right / said):P1}, recall {(truly == 0 ? 0 : (double)right / truly):P1}"));
    }

    private void Add(int merge, CommitVerdict said, bool marked)
    {
        var (_, m, u) = _merges.GetValueOrDefault(merge);
        _merges[merge] = (said, m + (marked ? 1 : 0), u + (marked ? 0 : 1));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
