using System.Diagnostics;
using System.Text;
using Shouldly;

namespace Plumbline.EndToEnd.Tests;

/// <summary>The built <c>plumb</c>, run as a user runs it.</summary>
internal sealed class PlumbProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource _applied = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PlumbProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Take(_output, line.Data);
        process.ErrorDataReceived += (_, line) =>
        {
            Take(_errors, line.Data);
            if (line.Data == "applied")
            {
                _applied.TrySetResult();
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public static string Folder { get; } =
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../src/Plumbline.Cli/bin/Release/net10.0"));

    public string Output => Text(_output);

    public string Errors => Text(_errors);

    /// <summary>Starts it. <c>env</c> undoes that a shell made background processes deaf to Ctrl-C.</summary>
    /// <param name="arguments">Verb and arguments.</param>
    /// <param name="folder">Another installation.</param>
    /// <param name="launcher">A command that it is run through.</param>
    public static PlumbProcess Start(string[] arguments, string? folder = null, string[]? launcher = null, string? directory = null)
    {
        string[] command = [.. launcher ?? [], "env", "--default-signal=INT", "dotnet", Path.Combine(folder ?? Folder, "plumb.dll"), .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? Path.GetTempPath(),
        };
        return new PlumbProcess(Process.Start(start) ?? throw new InvalidOperationException("plumb did not start."));
    }

    /// <summary>Runs it to its end and checks its exit code.</summary>
    /// <returns>Everything that it said.</returns>
    public static async Task<string> RunAsync(PlumbExit expected, params string[] arguments)
    {
        await using var plumb = Start(arguments);
        return await plumb.EndAsync(expected);
    }

    /// <summary>Until the probe is in force.</summary>
    public Task AppliedAsync() => _applied.Task.WaitAsync(s_limit);

    public bool HasExited => _process.HasExited;

    /// <summary>Until it said that to the person at the terminal.</summary>
    public async Task SaidAsync(string text)
    {
        using var limit = new CancellationTokenSource(s_limit);
        while (!Errors.Contains(text, StringComparison.Ordinal))
        {
            await Task.Delay(50, limit.Token);
        }
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, _process.Id.ToString()]);
        await kill.WaitForExitAsync().WaitAsync(s_limit);
    }

    public async Task<string> EndAsync(PlumbExit expected)
    {
        await _process.WaitForExitAsync().WaitAsync(s_limit);
        ((PlumbExit)_process.ExitCode).ShouldBe(expected, Output + Errors);
        return Output + Errors;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync().WaitAsync(s_limit);
        }

        _process.Dispose();
    }

    private static void Take(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
