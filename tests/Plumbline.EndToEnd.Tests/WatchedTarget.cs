using System.Diagnostics;
using Plumbline.Attach.Attaching;
using Plumbline.Attach.Connection;
using Plumbline.Attach.Processes;
using Plumbline.Wire;

namespace Plumbline.EndToEnd.Tests;

/// <summary>The target that fails and errs in many ways, watched.</summary>
internal sealed class WatchedTarget : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);
    private static readonly string s_tests = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../.."));
    private static readonly string s_agent = Path.GetFullPath(Path.Combine(s_tests, "../src/Plumbline.Agent/bin/Release/net8.0"));

    private readonly Process _process;
    private readonly AgentConnection _connection;
    private readonly List<WireMessage> _seen = [];

    private WatchedTarget(Process process, AgentConnection connection)
    {
        _process = process;
        _connection = connection;
    }

    public int Pid => _process.Id;

    public WatchArmed? Armed { get; private set; }

    /// <summary>Starts it and watches it as the request says.</summary>
    /// <param name="memory">What the process's owner lets the agent have, in megabytes, or null for the default.</param>
    public static async Task<WatchedTarget> StartAsync(WatchFailures request, string? memory = null)
    {
        var start = new ProcessStartInfo(Path.Combine(s_tests, "Targets/Faults/bin/Release/net10.0/Faults")) { RedirectStandardInput = true, RedirectStandardOutput = true };

        // What is told is looked at here, not what it may cost on a machine that is busy.
        start.Environment["PLUMBLINE_CPU_SHARE"] = "1";
        start.Environment["PLUMBLINE_MEMORY"] = memory;
        var process = Process.Start(start) ?? throw new InvalidOperationException("The target did not start.");
        try
        {
            var line = await process.StandardOutput.ReadLineAsync().WaitAsync(s_limit);
            var facts = TargetFacts.Read(process.Id) ?? throw new InvalidOperationException($"The target said '{line}' and is gone.");
            await facts.AskRuntimeAsync();
            var connection = await Attachment.OpenAsync(facts, new AgentFiles(s_agent), new AttachOptions(Force: false, "watch"), default).WaitAsync(s_limit);
            var target = new WatchedTarget(process, connection);
            target.Armed = await connection.AskAsync<WatchArmed>(request, default).WaitAsync(s_limit);
            return target;
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    public async Task RunAsync(string scenario)
    {
        await _process.StandardInput.WriteLineAsync(scenario).WaitAsync(s_limit);
        await _process.StandardInput.FlushAsync().WaitAsync(s_limit);
        var answer = await _process.StandardOutput.ReadLineAsync().WaitAsync(s_limit);
        if (answer != "done")
        {
            throw new InvalidOperationException($"The target said '{answer}' in {scenario}.");
        }
    }

    /// <summary>The next message of a kind that fits; all others are kept.</summary>
    public async Task<T> NextAsync<T>(Func<T, bool> fits)
        where T : WireMessage
    {
        using var limit = new CancellationTokenSource(s_limit);
        while (true)
        {
            if (_seen.OfType<T>().FirstOrDefault(fits) is { } known)
            {
                _seen.Remove(known);
                return known;
            }

            _seen.Add(await _connection.Events.ReadAsync(limit.Token));
        }
    }

    /// <summary>All messages of a kind that have come until an exception that is thrown now has been told.</summary>
    public async Task<List<T>> SoFarAsync<T>()
        where T : WireMessage
    {
        await RunAsync("inside-framework");
        await NextAsync<FailureSeen>(failure => failure.Ends.Length > 0);
        return [.. _seen.OfType<T>()];
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
