using System.Collections.Concurrent;
using System.Net.Sockets;
using Plumbline.Wire;

namespace Plumbline.Tests.Support;

/// <summary>
/// An agent that says what a test tells it to, over a real socket. Says hello and answers heartbeats by itself; every other request goes to
/// <see cref="Answer"/>, whose first message with an id of 0 that is no event gets the request's id.
/// </summary>
internal sealed class FakeAgent : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Socket> _clients = [];
    private readonly SemaphoreSlim _writing = new(1);
    private readonly string _path;
    private readonly Task _accepting;

    public FakeAgent(string path)
    {
        _path = path;
        File.Delete(path);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public string Build { get; init; } = "fake";

    public string[] Capabilities { get; init; } = Capability.All;

    /// <summary>Messages sent in return for a request, in order: the answer, and events around it.</summary>
    public Func<WireMessage, WireMessage[]> Answer { get; set; } = _ => [];

    /// <summary>Whether heartbeats and requests are left without a word.</summary>
    public bool Mute { get; set; }

    public ConcurrentQueue<WireMessage> Received { get; } = new();

    public void DropClients()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        DropClients();
        await _accepting.ConfigureAwait(false);
        File.Delete(_path);
        _stop.Dispose();
        _writing.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync(_stop.Token).ConfigureAwait(false);
                _clients.Add(client);
                serving.Add(ServeAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving).ConfigureAwait(false);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        try
        {
            using var stream = new NetworkStream(client, ownsSocket: true);
            while (await Frame.ReadAsync(stream, _stop.Token).ConfigureAwait(false) is { } frame)
            {
                var request = WireJson.Deserialize(frame);
                Received.Enqueue(request);
                await ReplyAsync(stream, request).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client went away, or the test is over.
            Received.Enqueue(new Heartbeat { Id = -1 });
        }
    }

    private async Task ReplyAsync(NetworkStream stream, WireMessage request)
    {
        if (Mute)
        {
            return;
        }

        var replies = request switch
        {
            Hello => [new Welcome(Build, Capabilities, Environment.ProcessId, "10.0.0", [])],
            Heartbeat => [new Heartbeat()],
            _ => Answer(request),
        };
        foreach (var reply in replies)
        {
            var message = IsEvent(reply) ? reply : reply with { Id = request.Id };
            await SendAsync(stream, message).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(NetworkStream stream, WireMessage message)
    {
        await _writing.WaitAsync(_stop.Token).ConfigureAwait(false);
        try
        {
            await Frame.WriteAsync(stream, WireJson.Serialize(message), _stop.Token).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    private static bool IsEvent(WireMessage message) =>
        message is Captured or Logged or Counted or Timed or StacksSeen or ProbeChanged or FailureSeen or FailureTotals;
}
