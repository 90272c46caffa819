using System.Globalization;
using Plumbline.Attach.Connection;
using Plumbline.Attach.Processes;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Rendering;
using Plumbline.Cli.Settings;
using Plumbline.Runtime;
using Plumbline.Store;
using Plumbline.Wire;

namespace Plumbline.Cli.Captures;

/// <summary>
/// Keeps what a process sends: the one way from a verb to the store. It never makes the verb wait, and never fails it; why it could not keep
/// something is said once, and how much at the end.
/// </summary>
internal sealed class CaptureKeeper : IAsyncDisposable
{
    private readonly VerbContext _context;
    private readonly StorePlace _place;
    private readonly EventSource _source;
    private readonly StoreWriter _writer;
    private long _deliveries;

    private CaptureKeeper(VerbContext context, StorePlace place, StoreLimits limits, EventSource source)
    {
        _context = context;
        _place = place;
        _source = source;
        _writer = new StoreWriter(new StoreSession(place, source, limits, TimeProvider.System), Told);
    }

    /// <summary>For the process that the verb has attached to.</summary>
    /// <exception cref="SettingsException">The bounds in <c>plumbline.yml</c> can't be read.</exception>
    public static CaptureKeeper Start(VerbContext context, AgentConnection agent)
    {
        var directory = context.Terminal.Directory;
        var version = context.Target is { } target ? BuildVersion.Of(target) : null;
        var source = new EventSource(
            Guid.CreateVersion7().ToString("N"),
            context.Target is { } process ? DotnetProcess.NameOf(process) : "unknown",
            context.Target?.Pid ?? agent.Welcome.Pid,
            Environment.MachineName,
            agent.Welcome.RuntimeVersion,
            version?.Informational,
            version?.Commit,
            Now());
        return new CaptureKeeper(context, StorePlace.Find(directory, Environment.GetEnvironmentVariable), StoreSettings.Find(directory), source);
    }

    public void Keep(WireMessage message)
    {
        if (IsKept(message))
        {
            var delivery = (++_deliveries).ToString(CultureInfo.InvariantCulture);
            _writer.Add(new RawEvent(_source.Id, delivery, Now(), WireJson.Serialize(message)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        var totals = _writer.Totals;
        if (totals.Written > 0)
        {
            _context.Tell($"What was seen is kept in {SafeText.OneLine(_place.Folder)}; `plumb captures` lists it.");
        }

        if (totals.Crowded > 0)
        {
            _context.Tell($"{StateText.Plural(totals.Crowded, "older event")} went out of the store to make room.");
        }

        if (totals.Dropped > 0)
        {
            var reason = totals.Trouble is { } trouble ? SafeText.OneLine(trouble.Message)
                : _writer.Unwritten > 0 ? "There was no time left to write them."
                : "They came faster than they could be written.";
            _context.Tell($"{StateText.Plural(totals.Dropped, "event")} could not be kept. {reason}");
        }
    }

    /// <summary>What happened in the process; not what state a probe is in, and no counts that change every second.</summary>
    private static bool IsKept(WireMessage message) => message is Captured or Logged or Recorded or FailureSeen or FirstSeen or SlowSeen;

    private void Told(StoreException trouble)
    {
        var cure = trouble.Cure is { } text ? " " + SafeText.OneLine(text) : "";
        var consequence = trouble.MayPass ? "Captures wait for it as long as there is room." : "Nothing more is kept.";
        _context.Tell($"{SafeText.OneLine(trouble.Message)} {consequence}{cure}");
    }

    private static long Now() => (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
