using System.Diagnostics;

namespace Plumbline.EndToEnd.Tests;

/// <summary>The conformance program with no agent in it, for what plumb does to a process from outside.</summary>
internal sealed class BareTarget : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);
    private static readonly string s_tests = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../.."));

    private readonly Process _process;

    private BareTarget(Process process) => _process = process;

    public int Pid => _process.Id;

    /// <summary>Folder of the program for one runtime.</summary>
    public static string Folder(string framework = "net10.0") => Path.Combine(s_tests, "Targets/Conformance/bin/Release", framework, "linux-x64");

    public static string Program(string framework = "net10.0") => Path.Combine(Folder(framework), "Conformance");

    public static Task<BareTarget> StartAsync(params (string Name, string Value)[] environment) => StartAsync([Program()], environment);

    /// <summary>Starts it through a command that ends in <c>exec</c>, so that the pid stays.</summary>
    public static async Task<BareTarget> StartAsync(string[] command, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var target = new BareTarget(Process.Start(start) ?? throw new InvalidOperationException("The target did not start."));
        var line = await target._process.StandardOutput.ReadLineAsync().WaitAsync(s_limit);
        return line == "ready" ? target : throw new InvalidOperationException($"The target said '{line}'.");
    }

    /// <summary>Whether it still does what it did before.</summary>
    public async Task<bool> ServesAsync() => await RunAsync("Basics.Add") == "12";

    public async Task<string> RunAsync(string scenario)
    {
        await _process.StandardInput.WriteLineAsync(scenario).WaitAsync(s_limit);
        await _process.StandardInput.FlushAsync().WaitAsync(s_limit);
        var answer = await _process.StandardOutput.ReadLineAsync().WaitAsync(s_limit);
        return answer?.Replace($"done {scenario} ", "", StringComparison.Ordinal) ?? "ended";
    }

    /// <summary>Its exit code, once it has ended by itself.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(s_limit);
        return _process.ExitCode;
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(s_limit);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}
