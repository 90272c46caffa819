using System.Net.Sockets;
using System.Text.RegularExpressions;
using Plumbline.Attach.Connection;
using Plumbline.Attach.Processes;
using Plumbline.Wire;

namespace Plumbline.EndToEnd.Tests.Safety;

/// <summary>A running tests/Targets/Canaries, and every byte that its agent sends.</summary>
internal sealed class CanariesTarget : IAsyncDisposable
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(400);
    private readonly ConformanceTarget _target;
    private readonly RecordingStream _stream;
    private readonly CanarySearch _search = new();

    private CanariesTarget(ConformanceTarget target, RecordingStream stream, AgentConnection connection)
    {
        _target = target;
        _stream = stream;
        Connection = connection;
    }

    public AgentConnection Connection { get; }

    /// <summary>Another controller's, whose bytes nobody looks at.</summary>
    public AgentConnection Other => _target.Connection;

    public int Captures { get; private set; }

    /// <summary>Bytes that were searched.</summary>
    public long Received { get; private set; }

    public IReadOnlySet<string> Found => _search.Found;

    public static async Task<CanariesTarget> StartAsync()
    {
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../Targets/Canaries/bin/Release/net10.0/Canaries"));
        var target = await ConformanceTarget.StartAsync(program, atStart: false);
        var path = TargetFacts.Read(target.Pid)!.AgentSocketPaths.First(File.Exists);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        var stream = new RecordingStream(new NetworkStream(socket, ownsSocket: true));
        var hello = new Hello(target.Connection.Welcome.Build, Capability.All, "canaries");
        return new CanariesTarget(target, stream, await AgentConnection.OpenAsync(stream, target.Pid, hello, default));
    }

    /// <summary>Places a probe whose limits let everything through.</summary>
    public async Task<ProbeStatus> PlaceAsync(ProbeSpec spec) => (await Connection.AskAsync<ProbePlaced>(new PlaceProbe(spec with { Limits = Deep }), default)).Status;

    public static CaptureLimits Deep { get; } =
        new() { Depth = 12, Elements = 10_000, Fields = 1000, Characters = 100_000, Bytes = 1 << 20, Milliseconds = 1000 };

    /// <summary>Runs parts of the program, and looks through all that the agent sent meanwhile.</summary>
    public async Task RunAsync(params string[] parts)
    {
        foreach (var part in parts)
        {
            var run = _target.RunAsync(part);
            while (!run.IsCompleted)
            {
                Drain();
                await Task.Delay(10);
            }

            if (await run is { Length: > 0 } said)
            {
                throw new InvalidOperationException($"{part} said {said}");
            }

            await QuietAsync();
        }

        var bytes = _stream.Take();
        Received += bytes.Length;
        _search.Look(bytes);
    }

    /// <summary>The names of what was found of the secrets, and of what was not found of the open texts.</summary>
    public async Task<(string[] Leaks, string[] Missing, int Secrets)> JudgeAsync()
    {
        var names = (await _target.RunAsync("names")).Split('#').Select(list => list.Split('|')).ToArray();
        var leaks = Found.Where(found => !found.StartsWith("OPN", StringComparison.Ordinal)).Select(NumberOf).Distinct().Order();
        var open = Found.Where(found => found.StartsWith("OPN", StringComparison.Ordinal)).Select(NumberOf).ToHashSet();
        return ([.. leaks.Select(number => number < names[0].Length ? names[0][number] : $"{number}?")], [.. names[1].Where((_, index) => !open.Contains(index))], names[0].Length);
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await _target.DisposeAsync();
    }

    private static int NumberOf(string found) => int.Parse(Regex.Match(found, @"^(?:\D+|4929)(\d{4})").Groups[1].Value);

    private async Task QuietAsync()
    {
        var last = DateTime.UtcNow;
        while (DateTime.UtcNow - last < s_quiet)
        {
            last = Drain() ? DateTime.UtcNow : last;
            await Task.Delay(20);
        }
    }

    private bool Drain()
    {
        var any = false;
        while (Connection.Events.TryRead(out var message))
        {
            any = message is not (Counted or StacksSeen or Timed) || any;
            if (message is Captured capture)
            {
                Captures++;
                _search.Look(capture);
            }
        }

        return any;
    }
}
