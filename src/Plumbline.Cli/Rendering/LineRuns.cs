using System.Globalization;

namespace Plumbline.Cli.Rendering;

/// <summary>Line numbers as people write them.</summary>
internal static class LineRuns
{
    /// <summary><c>23–29, 41</c>: a run goes on while no line of the others lies between.</summary>
    /// <param name="lines">The lines that are meant, in order.</param>
    /// <param name="all">All that there are, in order.</param>
    public static string Text(IReadOnlyList<int> lines, IReadOnlyList<int> all)
    {
        var next = all.Zip(all.Skip(1)).ToDictionary(pair => pair.First, pair => pair.Second);
        var runs = new List<(int From, int To)>();
        foreach (var line in lines)
        {
            if (runs.Count > 0 && next.GetValueOrDefault(runs[^1].To) == line)
            {
                runs[^1] = (runs[^1].From, line);
            }
            else
            {
                runs.Add((line, line));
            }
        }

        return string.Join(", ", runs.Select(run => Number(run.From) + (run.From == run.To ? "" : "–" + Number(run.To))));
    }

    private static string Number(int line) => line.ToString(CultureInfo.InvariantCulture);
}
