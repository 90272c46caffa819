using System.Diagnostics;
using Plumbline.Attach.Attaching;
using Plumbline.Attach.Connection;
using Plumbline.Attach.Processes;
using Plumbline.Wire;

namespace Plumbline.EndToEnd.Tests;

/// <summary>A conformance target that runs, with a connection to the agent inside it.</summary>
internal sealed class ConformanceTarget : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_runLimit = TimeSpan.FromMinutes(3);
    private static readonly string s_tests = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../.."));
    private static readonly string s_agent = Path.GetFullPath(Path.Combine(s_tests, "../src/Plumbline.Agent/bin/Release/net8.0"));

    private readonly Process _process;
    private readonly AgentConnection _connection;

    private ConformanceTarget(Process process, AgentConnection connection)
    {
        _process = process;
        _connection = connection;
    }

    public int Pid => _process.Id;

    /// <summary>Whether the compiler optimised the target: then locals that are used once do not exist.</summary>
    public bool IsOptimised { get; private init; }

    public AgentConnection Connection => _connection;

    public static Task<ConformanceTarget> StartAsync(Variant variant, params (string Name, string Value)[] environment) =>
        StartAsync(Program(variant), variant.AtStart, variant.Project != "ConformanceDebug", environment);

    /// <summary>Starts a program that takes scenarios as the conformance program does.</summary>
    public static async Task<ConformanceTarget> StartAsync(
        string program, bool atStart, bool isOptimised = true, params (string Name, string Value)[] environment)
    {
        var start = Command(program, atStart);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("The target did not start.");
        try
        {
            var line = await process.StandardOutput.ReadLineAsync().WaitAsync(s_limit).ConfigureAwait(false);
            if (line != "ready")
            {
                throw new InvalidOperationException($"The target said '{line}'.");
            }

            return new ConformanceTarget(process, await AttachAsync(process.Id).ConfigureAwait(false))
            {
                IsOptimised = isOptimised,
            };
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>Attaches once more: connects where the agent listens, else loads it.</summary>
    public Task<AgentConnection> AttachAsync() => AttachAsync(Pid);

    private static async Task<AgentConnection> AttachAsync(int pid)
    {
        var facts = TargetFacts.Read(pid) ?? throw new InvalidOperationException("The target is gone.");
        await facts.AskRuntimeAsync().ConfigureAwait(false);
        var options = new AttachOptions(Force: false, "conformance");
        return await Attachment.OpenAsync(facts, new AgentFiles(s_agent), options, default).WaitAsync(s_limit).ConfigureAwait(false);
    }

    /// <summary>Runs a scenario and gives what it returned.</summary>
    public async Task<string> RunAsync(string scenario)
    {
        await _process.StandardInput.WriteLineAsync(scenario).WaitAsync(s_limit).ConfigureAwait(false);
        await _process.StandardInput.FlushAsync().WaitAsync(s_limit).ConfigureAwait(false);
        while (await _process.StandardOutput.ReadLineAsync().WaitAsync(s_runLimit).ConfigureAwait(false) is { } line)
        {
            var prefix = $"done {scenario} ";
            if (line.StartsWith(prefix, StringComparison.Ordinal))
            {
                return line[prefix.Length..];
            }
        }

        throw new InvalidOperationException($"The target ended with exit code {(_process.HasExited ? _process.ExitCode : "?")} in {scenario}.");
    }

    /// <summary>The next message of a kind that fits; those before it are let go.</summary>
    public async Task<T> NextAsync<T>(Func<T, bool> fits)
        where T : WireMessage
    {
        using var limit = new CancellationTokenSource(s_limit);
        while (true)
        {
            if (await _connection.Events.ReadAsync(limit.Token).ConfigureAwait(false) is T message && fits(message))
            {
                return message;
            }
        }
    }

    /// <summary>
    /// Runs a scenario without and with the probe, checks that its outcome is the same, removes the probe, and gives all that
    /// it recorded.
    /// </summary>
    public async Task<Recording> RecordAsync(string scenario, ProbeSpec spec)
    {
        // A recording that failed may have left what it recorded.
        while (_connection.Events.TryRead(out _))
        {
        }

        var before = await RunAsync(scenario).ConfigureAwait(false);
        var placed = await _connection.AskAsync<ProbePlaced>(new PlaceProbe(spec), default).WaitAsync(s_limit).ConfigureAwait(false);
        var during = await RunAsync(scenario).ConfigureAwait(false);
        var removed = await _connection.AskAsync<ProbeRemoved>(new RemoveProbe(placed.Status.Probe), default).WaitAsync(s_limit).ConfigureAwait(false);
        var after = await RunAsync(scenario).ConfigureAwait(false);
        if (during != before || after != before)
        {
            throw new InvalidOperationException($"{scenario} gave '{before}' without the probe, '{during}' with it, '{after}' after it.");
        }

        var events = new List<WireMessage>();
        while (_connection.Events.TryRead(out var message))
        {
            events.Add(message);
        }

        return new Recording(removed.Status, during, events);
    }

    /// <summary>A snapshot of a place, with room for many captures.</summary>
    public static ProbeSpec Snapshot(string place, string? when = null) => new()
    {
        Kind = ProbeKind.Snapshot,
        Place = place,
        When = when,
        Limits = new CaptureLimits { Milliseconds = 1000 },
    };

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync().ConfigureAwait(false);
        _process.Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private static string Program(Variant variant)
    {
        var folder = Path.Combine(s_tests, "Targets", variant.Project, "bin", "Release", variant.Framework);
        return Path.Combine(folder, variant.Project == "Conformance" ? "linux-x64" : "", variant.Project);
    }

    private static ProcessStartInfo Command(string program, bool atStart)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        // What is captured is looked at here, not what a capture may cost on a machine that is busy.
        start.Environment["PLUMBLINE_CPU_SHARE"] = "1";
        if (atStart)
        {
            start.Environment["DOTNET_STARTUP_HOOKS"] = Path.Combine(s_agent, "Plumbline.Agent.dll");
            start.Environment["CORECLR_ENABLE_PROFILING"] = "1";
            start.Environment["CORECLR_PROFILER"] = "{7B1D6C52-6F0E-4C0B-9D0F-5A0C2E9C51D4}";
            start.Environment["CORECLR_PROFILER_PATH"] = Path.Combine(s_agent, "libplumbline.so");
        }

        return start;
    }

    /// <summary>The line of the scenario's sources that carries the comment <c>// line: name</c>, as a PLACE.</summary>
    public static string Line(string file, string name)
    {
        var lines = File.ReadAllLines(Path.Combine(s_tests, "Targets/Conformance", file));
        var index = Array.FindIndex(lines, line => line.EndsWith($"// line: {name}", StringComparison.Ordinal));
        return index >= 0 ? $"{file}:{index + 1}" : throw new ArgumentException($"{file} has no line {name}", nameof(name));
    }
}
