using System.Diagnostics;
using Plumbline.Attach.Attaching;
using Plumbline.Attach.Connection;
using Plumbline.Attach.Processes;
using Plumbline.Wire;

namespace Plumbline.EndToEnd.Tests.Watching;

/// <summary>A running tests/Targets/Faults, watched.</summary>
internal sealed class FaultsTarget : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);
    private static readonly string s_tests = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../.."));
    private readonly Process _process;
    private readonly List<WireMessage> _messages = [];

    private FaultsTarget(Process process, AgentConnection connection, WatchArmed armed)
    {
        _process = process;
        Connection = connection;
        Armed = armed;
    }

    public AgentConnection Connection { get; }

    public WatchArmed Armed { get; }

    public int Pid => _process.Id;

    public IEnumerable<Captured> Captures => _messages.OfType<Captured>();

    public static async Task<FaultsTarget> StartAsync(params string[] arm)
    {
        var program = Path.Combine(s_tests, "Targets/Faults/bin/Release/net10.0/Faults");
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["PLUMBLINE_CPU_SHARE"] = "1";
        var process = Process.Start(start)!;
        await process.StandardOutput.ReadLineAsync().WaitAsync(s_limit);
        var connection = await AttachAsync(process.Id);
        var limits = new CaptureLimits { Milliseconds = 1000 };
        var armed = await connection.AskAsync<WatchArmed>(new WatchFailures { Arm = arm, Limits = limits }, default).WaitAsync(s_limit);
        return new FaultsTarget(process, connection, armed);
    }

    public Task<AgentConnection> AttachAsync() => AttachAsync(Pid);

    private static async Task<AgentConnection> AttachAsync(int pid)
    {
        var facts = TargetFacts.Read(pid)!;
        await facts.AskRuntimeAsync();
        var agent = new AgentFiles(Path.GetFullPath(Path.Combine(s_tests, "../src/Plumbline.Agent/bin/Release/net8.0")));
        return await Attachment.OpenAsync(facts, agent, new AttachOptions(Force: false, "watch"), default).WaitAsync(s_limit);
    }

    /// <summary>Runs a scenario and gives the groups that it failed in, once nothing more came for a while.</summary>
    public async Task<FailureSeen[]> FailAsync(string scenario)
    {
        await RunAsync(scenario);
        var groups = new Dictionary<int, FailureSeen>();
        while (await NextAsync(TimeSpan.FromSeconds(groups.Count == 0 ? 20 : 1)) is { } message)
        {
            _messages.Add(message);
            if (message is FailureSeen seen)
            {
                groups[seen.Group] = seen;
            }
        }

        return [.. groups.Values];
    }

    public async Task RunAsync(string scenario)
    {
        await _process.StandardInput.WriteLineAsync(scenario).WaitAsync(s_limit);
        await _process.StandardInput.FlushAsync().WaitAsync(s_limit);
        (await _process.StandardOutput.ReadLineAsync().WaitAsync(s_limit))!.ToString();
    }

    /// <summary>The line of the scenarios that carries the comment <c>// line: name</c>.</summary>
    public static int Line(string name) =>
        Array.FindIndex(File.ReadAllLines(Path.Combine(s_tests, "Targets/Faults/Scenarios.cs")), line => line.EndsWith($"// line: {name}", StringComparison.Ordinal)) + 1;

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<WireMessage?> NextAsync(TimeSpan limit)
    {
        using var end = new CancellationTokenSource(limit);
        try
        {
            return await Connection.Events.ReadAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
