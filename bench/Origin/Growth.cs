namespace Plumbline.Bench.Origin;

/// <summary>How the cold cost grows with commits and lines: the same history, asked at ever later commits.</summary>
internal static class Growth
{
    private const int Steps = 6;
    private const int Width = 50;

    public static void Print(Subject subject)
    {
        string[] line = Subject.Git(subject.Repository, "rev-list", "--first-parent", "--reverse", "HEAD").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var runs = new List<(int Commits, Measured.Run Run)>();
        for (int step = 1; step <= Steps; step++)
        {
            string revision = line[(line.Length - 1) * step / Steps];
            int commits = int.Parse(Subject.Git(subject.Repository, "rev-list", "--count", revision));
            runs.Add((commits, Measured.Start(subject, revision, "blame", "-")));
        }

        double most = runs.Max(run => run.Run.Time.Processor);
        Console.WriteLine();
        Console.WriteLine("| commits | lines | CPU s | CPU ms a commit | |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | --- |");
        foreach ((int commits, Measured.Run run) in runs)
        {
            string bar = new('#', Math.Max(1, (int)(run.Time.Processor / most * Width)));
            Console.WriteLine($"| {commits:N0} | {run.Lines:N0} | {run.Time.Processor:F2} | {1000 * run.Time.Processor / commits:F2} | `{bar}` |");
        }
    }
}
