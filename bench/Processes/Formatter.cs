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

    /// <summary>Has a file of a usual size formatted.</summary>
    /// <param name="server">What is loaded.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="rate">Files a second; 0 for as many as a few clients get.</param>
    public static async Task<Round> LoadAsync(Running server, double seconds, double rate = 0)
    {
        var port = int.Parse(server.FirstLine[(server.FirstLine.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var request = new { fileName = Path.Combine(s_folder, "Sample.cs"), fileContents = Source() };
        var begun = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async number =>
        {
            var mine = new List<double>();
            for (var turn = number; Stopwatch.GetElapsedTime(begun).TotalSeconds < seconds; turn += Clients)
            {
                if (rate > 0)
                {
                    await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, (turn / rate) - Stopwatch.GetElapsedTime(begun).TotalSeconds))).ConfigureAwait(false);
                }

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
