using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;

namespace Plumbline.Bench.Processes;

/// <summary>CSharpier's server: a web service that this project did not write. Installed from NuGet as a tool when it is first wanted.</summary>
internal static class Formatter
{
    private const string Version = "1.3.0";
    private const int Clients = 4;

    private static readonly string s_folder = Path.Combine(Repository.Root, "out", "bench", "csharpier-" + Version);

    public static async Task<Running> StartAsync()
    {
        var program = Path.Combine(s_folder, "csharpier");
        if (!File.Exists(program))
        {
            string[] arguments = ["tool", "install", "csharpier", "--version", Version, "--tool-path", s_folder];
            using var install = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
            await install.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
            await install.WaitForExitAsync().ConfigureAwait(false);
        }

        return await Running.StartAsync(program, "server").ConfigureAwait(false);
    }

    /// <summary>Has a file of a usual size formatted, as often as a few clients get it.</summary>
    public static async Task<Round> LoadAsync(Running server, double seconds)
    {
        var port = int.Parse(server.FirstLine[(server.FirstLine.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var request = new { fileName = Path.Combine(s_folder, "Sample.cs"), fileContents = Source() };
        var end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        var times = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            var mine = new List<double>();
            while (Stopwatch.GetTimestamp() < end)
            {
                var start = Stopwatch.GetTimestamp();
                using var answer = await client.PostAsJsonAsync("/format", request).ConfigureAwait(false);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
                mine.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            return mine;
        })).ConfigureAwait(false);
        var all = new Series();
        foreach (var time in times.SelectMany(mine => mine))
        {
            all.Add(time);
        }

        return new Round(all.Count / seconds, all.At(0.99));
    }

    /// <summary>This file: what people format is code like it.</summary>
    private static string Source() => File.ReadAllText(Path.Combine(Repository.Root, "bench", "Processes", "Formatter.cs"));
}
