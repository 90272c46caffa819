using System.Diagnostics;
using System.Text.Json;

namespace Plumbline.Exploration;

/// <summary>Runs each package in a process of its own, with the shim loaded from its start, and sums up what it says.</summary>
internal static class Parent
{
    public static int List()
    {
        foreach (var package in Packages.All)
        {
            Console.WriteLine(package.Name);
        }

        return 0;
    }

    /// <param name="arguments">Packages, all of them where there are none; `--table` for a table in place of a line a round.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var names = arguments.Where(argument => !argument.StartsWith('-')).ToArray();
        var table = arguments.Contains("--table") ? new Summary() : null;
        table?.Head();
        var failed = 0;
        foreach (var package in names.Length == 0 ? Packages.All.Select(package => package.Name) : names)
        {
            var code = await RunChildAsync(package, table).ConfigureAwait(false);
            table?.Flush();
            if (code != 0)
            {
                Console.WriteLine($"{package}: exit code {code}");
                failed++;
            }
        }

        table?.Foot();
        return failed == 0 ? 0 : 1;
    }

    private static async Task<int> RunChildAsync(string package, Summary? table)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["child", package]) { RedirectStandardOutput = true };
        start.Environment["CORECLR_ENABLE_PROFILING"] = "1";
        start.Environment["CORECLR_PROFILER"] = "{7B1D6C52-6F0E-4C0B-9D0F-5A0C2E9C51D4}";
        start.Environment["CORECLR_PROFILER_PATH"] = Path.Combine(AppContext.BaseDirectory, "libplumbline.so");
        using var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (table is null || !line.StartsWith('{'))
            {
                Console.WriteLine(line);
            }
            else
            {
                table.Add(JsonDocument.Parse(line).RootElement);
            }
        }

        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode;
    }
}
