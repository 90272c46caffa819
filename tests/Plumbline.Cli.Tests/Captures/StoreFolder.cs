using Plumbline.Runtime;
using Plumbline.Store;
using Plumbline.Tests.Support;
using Plumbline.Wire;

namespace Plumbline.Cli.Tests.Captures;

/// <summary>A repository with a store that has something in it.</summary>
internal sealed class StoreFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly EventSource _source;
    private int _deliveries;

    public StoreFolder(string service = "Shop", string? commit = "4f2c")
    {
        _source = new EventSource("source", service, 4711, "web-1", "10.0.12", "1.2.3+4f2c", commit, 1);
        Directory.CreateDirectory(_folder.File(".git"));
    }

    public string Path => _folder.Path;

    public StorePlace Place => new(_folder.File(".plumbline"));

    public string File(string name) => _folder.File(name);

    public void Add(params WireMessage[] messages) => AddRaw([.. messages.Select(WireJson.Serialize)]);

    public void AddRaw(params byte[][] messages)
    {
        var now = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        using var session = new StoreSession(Place, _source, new StoreLimits(), TimeProvider.System);
        if (session.TryWrite([.. messages.Select(json => new RawEvent(_source.Id, $"{++_deliveries}", now, json))]) is { } trouble)
        {
            throw trouble;
        }
    }

    public Task<CliRun> RunAsync(params string[] args) => CliRun.InAsync(Path, args);

    public void Dispose() => _folder.Dispose();
}
