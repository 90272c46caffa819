namespace Plumbline.Bench.Origin;

/// <summary>What all lines of all files at HEAD cost.</summary>
internal static class Costs
{
    private const int NewCommits = 100;

    public static void Print(Subject subject, Blamed? blame)
    {
        Console.WriteLine();
        Console.WriteLine("| all lines of all files at HEAD | CPU s | wall s | peak MB | git blame's CPU is |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        if (blame is not null)
        {
            Console.WriteLine($"| git blame, file by file, commit graph and Bloom filters | {blame.Time.Processor:F1} | {blame.Time.Wall:F1} | | |");
        }

        Row("as git blame, cold", Median(() => Measured.Start(subject, "HEAD", "blame", "-")), blame);
        Row("beyond blame, cold", Measured.Start(subject, "HEAD", "beyond", "-"), blame);
        string kept = subject.Fresh(), earlier = subject.Fresh();
        Row("beyond blame, squashes unfolded, no blocks followed, cold", Measured.Start(subject, "HEAD", "stays", "-"), blame);
        Row("beyond blame, squashes unfolded, cold", Measured.Start(subject, "HEAD", "squash", kept), blame);
        Row("the same, warm", Median(() => Measured.Start(subject, "HEAD", "squash", kept)), blame);
        string before = subject.Before(NewCommits);
        Measured.Start(subject, before, "squash", earlier);
        int commits = int.Parse(Subject.Git(subject.Repository, "rev-list", "--count", $"{before}..HEAD"));
        Row($"the same, after {commits} new commits", Measured.Start(subject, "HEAD", "squash", earlier), blame);
        string plain = subject.Fresh();
        Measured.Start(subject, before, "blame", plain);
        Row($"as git blame, after {commits} new commits", Measured.Start(subject, "HEAD", "blame", plain), blame);
    }

    private static Measured.Run Median(Func<Measured.Run> run) => Enumerable.Range(0, 3).Select(_ => run()).OrderBy(one => one.Time.Processor).ElementAt(1);

    private static void Row(string what, Measured.Run run, Blamed? blame)
    {
        string times = blame is null ? "" : $"{blame.Time.Processor / run.Time.Processor:F1} times as much";
        Console.WriteLine($"| {what} | {run.Time.Processor:F2} | {run.Time.Wall:F2} | {run.Peak} | {times} |");
    }
}
