using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Plumbline.Bench.Origin;

/// <summary>What git blame says of every file, and what it took.</summary>
internal sealed class Blamed
{
    private readonly Dictionary<string, List<(int Line, int Count, string Commit, string Path, int From)>> _files = [];

    public ChildTime Time { get; private set; }

    public IReadOnlyDictionary<string, List<(int Line, int Count, string Commit, string Path, int From)>> Files => _files;

    public static Blamed All(Subject subject)
    {
        var blamed = new Blamed();
        List<string> files = [.. subject.Files()];
        blamed.Time = ChildTime.Of(() =>
        {
            foreach (string file in files)
            {
                blamed._files[file] = Blame(subject.Repository, file);
            }
        });
        return blamed;
    }

    private static List<(int Line, int Count, string Commit, string Path, int From)> Blame(string repository, string file)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = repository, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 };
        foreach (string argument in (string[])["-c", "core.quotePath=false", "blame", "--incremental", "HEAD", "--", file])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        var groups = new List<(int, int, string, string, int)>();
        string[] head = [];
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith("filename ", StringComparison.Ordinal))
            {
                groups.Add((Number(head[2]), Number(head[3]), head[0], line[9..], Number(head[1])));
            }
            else if (line.Split(' ') is { Length: 4 } parts && parts[0].Length is 40 or 64 && int.TryParse(parts[3], out _))
            {
                head = parts;
            }
        }

        process.WaitForExit();
        return groups;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
