using Plumbline.Origin;

namespace Plumbline.Tests.Origin;

/// <summary>Small origin maps: one file, the commits as given.</summary>
internal static class Maps
{
    public const string Path = "src/a.cs";

    public static string Id(int commit) => commit.ToString("x40", System.Globalization.CultureInfo.InvariantCulture);

    /// <param name="commits">Where any line came by a squash merge, the first of them is inside its pull request.</param>
    /// <param name="lines">For each line of the file its commit; its number there is its number here.</param>
    public static OriginMap Of(CommitFacts[] commits, int[] lines, params LineRemark[] remarks)
    {
        var runs = new List<LineRun>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (runs.Count > 0 && runs[^1].First.Commit == lines[i])
            {
                runs[^1] = runs[^1] with { Count = runs[^1].Count + 1 };
            }
            else
            {
                runs.Add(new LineRun(i + 1, 1, new LineOrigin(lines[i], 0, i + 1)));
            }
        }

        return new OriginMap
        {
            Revision = commits.Length - 1,
            Commits = [.. commits.Select((commit, index) => commit with { Id = Id(index), Parents = index == 0 ? [] : [Id(index - 1)] })],
            Youngest = [.. commits.Select((_, index) => commits.Take(index + 1).Max(commit => commit.CommitTime))],
            Paths = [Path],
            Files = [new FileOrigins(Path, FileKind.Text, [.. runs], remarks)],
            Boundaries = new HashSet<int>(),
            Inside = remarks.SelectMany(remark => remark.Notes).Any(note => note.Kind == LineNoteKind.ViaSquash) ? new HashSet<int> { 0 } : [],
            Squashes = new SquashTally(0, 0, 0),
            Gaps = [],
        };
    }
}
