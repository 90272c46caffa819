using System.Diagnostics;

namespace Plumbline.Bench.Origin;

/// <summary>What a user waits for once a repository was read: single lines and files of it, each asked in a process of its own.</summary>
internal static class Verbs
{
    private const int Places = 15;
    private const int Seed = 4;

    public static void Print(Subject subject)
    {
        List<string> files = [.. subject.Files()];
        var random = new Random(Seed);
        var places = new List<(string File, int Line)>();
        while (places.Count < Places)
        {
            string file = files[random.Next(files.Count)];
            string content = Subject.Git(subject.Repository, "cat-file", "blob", $"HEAD:{file}");
            if (content.Contains('\n') && !content.Contains('\0'))
            {
                places.Add((file, 1 + random.Next(content.Count(one => one == '\n'))));
            }
        }

        Run(subject, []);
        Console.WriteLine();
        Console.WriteLine($"| plumb, the repository being read | CPU s, median of {Places} | most CPU s | wall s, median |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        Row("`origin`", [.. places.Select(_ => Run(subject, []))]);
        Row("`origin FILE`", [.. places.Select(place => Run(subject, [place.File]))]);
        Row("`origin why FILE:LINE`, asked for the first time", [.. places.Select(place => Run(subject, ["why", $"{place.File}:{place.Line}"]))]);
        Row("`origin why FILE:LINE`, again", [.. places.Select(place => Run(subject, ["why", $"{place.File}:{place.Line}"]))]);
    }

    private static void Row(string what, List<ChildTime> times)
    {
        double Median(Func<ChildTime, double> of) => times.Select(of).Order().ElementAt(times.Count / 2);
        Console.WriteLine($"| {what} | {Median(time => time.Processor):F2} | {times.Max(time => time.Processor):F2} | {Median(time => time.Wall):F2} |");
    }

    private static ChildTime Run(Subject subject, string[] arguments) => ChildTime.Of(() =>
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = subject.Repository, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])[Plumb, "origin", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"plumb origin {string.Join(' ', arguments)}: {errors.Result}");
        }
    });

    private static string Plumb { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../src/Plumbline.Cli/bin/Release/net10.0/plumb.dll"));
}
