using System.Diagnostics;

namespace Plumbline.Tests.Support;

/// <summary>A process started for one test; it ends with the test.</summary>
internal sealed class TargetProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private TargetProcess(Process process) => _process = process;

    public int Pid => _process.Id;

    /// <summary>Folder with the build output of the target project of that name.</summary>
    public static string Folder(string project)
    {
        // tests/Plumbline.X.Tests/bin/CONFIGURATION/FRAMEWORK/
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var configuration = own.Parent!.Name;
        var tests = own.Parent.Parent!.Parent!.Parent!;
        return Path.Combine(tests.FullName, "Targets", project, "bin", configuration, own.Name);
    }

    public static string Assembly(string project) => Path.Combine(Folder(project), project + ".dll");

    /// <summary>Starts the idle target through <c>dotnet</c> and waits until it is up.</summary>
    public static Task<TargetProcess> IdleAsync(params (string Name, string Value)[] environment) =>
        StartAsync("dotnet", [Assembly("Idle")], environment);

    public static async Task<TargetProcess> StartAsync(string file, string[] arguments, (string Name, string Value)[] environment)
    {
        var target = Start(file, arguments, environment);
        try
        {
            var line = await target._process.StandardOutput.ReadLineAsync().WaitAsync(s_limit).ConfigureAwait(false);
            return line == "ready" ? target : throw new InvalidOperationException($"The target said '{line}'.");
        }
        catch
        {
            await target.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts any program and does not wait for a word of it.</summary>
    public static TargetProcess Start(string file, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new TargetProcess(Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start."));
    }

    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().WaitAsync(s_limit).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync().ConfigureAwait(false);
        }

        _process.Dispose();
    }
}
