using System.Diagnostics;
using System.Globalization;
using Plumbline.Git;
using Plumbline.Origin;

namespace Plumbline.Bench.Origin;

/// <summary>One run in a process of its own, so that its start, its compiling and its git processes count, too.</summary>
internal static class Measured
{
    /// <summary>The other side: <c>REPOSITORY REVISION MODE KEPT</c>; writes lines, and the peak of memory.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        bool likeBlame = args[2] == "blame";
        var options = new OriginOptions { LikeBlame = likeBlame, Squashes = args[2] is "squash" or "stays", Moves = args[2] != "stays", CacheFolder = args[3] == "-" ? null : args[3] };
        OriginMap map = await OriginReader.ReadAsync(args[0], args[1], options, CancellationToken.None);
        string peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
        Console.WriteLine($"{map.Files.Sum(file => (long)file.LineCount)} {peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]} {map.Files.Count}");
        return 0;
    }

    public static Run Start(Subject subject, string revision, string mode, string kept)
    {
        string output = "";
        ChildTime time = ChildTime.Of(() =>
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
            foreach (string argument in (string[])["--measured", subject.Repository, revision, mode, kept])
            {
                start.ArgumentList.Add(argument);
            }

            using Process process = Process.Start(start)!;
            output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
        });
        string[] parts = output.Split(' ');
        return new Run(time, long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture) / 1024);
    }

    /// <param name="Time">Processor and wall time.</param>
    /// <param name="Lines">Lines of all files.</param>
    /// <param name="Peak">The largest resident memory of the process, in MB; the mapped pack counts.</param>
    internal readonly record struct Run(ChildTime Time, long Lines, long Peak);
}
