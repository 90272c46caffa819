using System.Diagnostics;

namespace Plumbline.Exploration;

/// <summary>Runs each package in a process of its own, with the shim loaded from its start.</summary>
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

    /// <param name="names">Packages; all of them where there are none.</param>
    public static async Task<int> RunAsync(string[] names)
    {
        var failed = 0;
        foreach (var package in names.Length == 0 ? Packages.All.Select(package => package.Name) : names)
        {
            var code = await RunChildAsync(package).ConfigureAwait(false);
            if (code != 0)
            {
                Console.WriteLine($"{package}: exit code {code}");
                failed++;
            }
        }

        return failed == 0 ? 0 : 1;
    }

    private static async Task<int> RunChildAsync(string package)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["child", package]);
        start.Environment["CORECLR_ENABLE_PROFILING"] = "1";
        start.Environment["CORECLR_PROFILER"] = "{7B1D6C52-6F0E-4C0B-9D0F-5A0C2E9C51D4}";
        start.Environment["CORECLR_PROFILER_PATH"] = Path.Combine(AppContext.BaseDirectory, "libplumbline.so");
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode;
    }
}
