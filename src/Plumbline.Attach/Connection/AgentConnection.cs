using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Plumbline.Attach.Processes;
using Plumbline.Wire;

namespace Plumbline.Attach.Connection;

/// <summary>
/// A conversation with the agent of one process: requests are answered by id, events of probes come as a stream, and heartbeats keep the
/// probes of this connection alive. When the connection ends, everything that waits fails with the reason.
/// </summary>
internal sealed class AgentConnection : IAsyncDisposable
{
    /// <summary>How often an answer is waited for again while the agent is heard: on a machine that starves, to arm all of a large program takes minutes.</summary>
    private const int MostWaits = 10;

    private readonly Stream _stream;
    private readonly int _pid;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<long, TaskCompletionSource<WireMessage>> _waiting = new();
    private readonly EventQueue _events = new();

    private Task _reading = Task.CompletedTask;
    private Task _beating = Task.CompletedTask;
    private int _disposed;
    private AttachException? _end;
    private long _lastId;
    private long _heard = Stopwatch.GetTimestamp();
    private volatile bool _readerHeld;

    private AgentConnection(Stream stream, int pid)
    {
        _stream = stream;
        _pid = pid;
    }

    /// <summary>How long an answer is waited for from an agent that is not heard.</summary>
    private TimeSpan AnswerLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Who the agent says it is.</summary>
    public Welcome Welcome { get; private set; } = new("", [], 0, "", []);

    /// <summary>Events of this connection's probes. Completes with an <see cref="AttachException"/> when the connection ends.</summary>
    public ChannelReader<WireMessage> Events => _events;

    /// <summary>Events that were dropped on this side, because they were not read while answers were awaited.</summary>
    public long EventsDropped => _events.Dropped;

    /// <summary>Introduces itself over an open stream, which it then owns.</summary>
    public static Task<AgentConnection> OpenAsync(Stream stream, int pid, Hello hello, CancellationToken cancel) =>
        OpenAsync(new AgentConnection(stream, pid), hello, cancel);

    /// <summary>As above, with another limit of an answer.</summary>
    internal static Task<AgentConnection> OpenWithinAsync(Stream stream, int pid, Hello hello, TimeSpan limit) =>
        OpenAsync(new AgentConnection(stream, pid) { AnswerLimit = limit }, hello, default);

    private static async Task<AgentConnection> OpenAsync(AgentConnection connection, Hello hello, CancellationToken cancel)
    {
        try
        {
            connection._reading = connection.ReadAsync();
            connection.Welcome = await connection.AskAsync<Welcome>(hello, cancel).ConfigureAwait(false);
            connection.RequireCapabilities(hello);
            connection._beating = connection.BeatAsync();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Sends a request and waits for its one answer.</summary>
    /// <exception cref="AttachException">The agent refused, or the connection ended, or no answer came.</exception>
    public async Task<TAnswer> AskAsync<TAnswer>(WireMessage request, CancellationToken cancel)
        where TAnswer : WireMessage
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = new TaskCompletionSource<WireMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        _events.Ask();
        try
        {
            ThrowIfEnded();
            await WriteAsync(request with { Id = id }, cancel).ConfigureAwait(false);
            var message = await WaitAsync(answer.Task, cancel).ConfigureAwait(false);
            return message switch
            {
                TAnswer wanted => wanted,
                Failure failure => throw AttachException.From(failure),
                _ => throw new AttachException(FailureCode.Internal, $"The agent answered {request.GetType().Name} with {message.GetType().Name}."),
            };
        }
        finally
        {
            _events.Answered();
            _waiting.TryRemove(id, out _);
        }
    }

    private async Task<WireMessage> WaitAsync(Task<WireMessage> answer, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        for (var waits = 1; ; waits++)
        {
            try
            {
                return await answer.WaitAsync(AnswerLimit, cancel).ConfigureAwait(false);
            }
            catch (TimeoutException e)
            {
                if (waits < MostWaits && Stopwatch.GetElapsedTime(Interlocked.Read(ref _heard)) < AnswerLimit)
                {
                    continue;
                }

                throw new AttachException(
                    AttachFailure.NoAnswer,
                    $"The agent in process {_pid} did not answer within {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s.",
                    "Is the process stopped or starved of CPU?",
                    e);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        End(new AttachException(AttachFailure.ConnectionLost, "The connection was closed on this side."));
        await _stop.CancelAsync().ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(_reading, _beating).ConfigureAwait(false);
        _stop.Dispose();
        _writing.Dispose();
    }

    private void RequireCapabilities(Hello hello)
    {
        var missing = hello.Capabilities.Except(Welcome.Capabilities, StringComparer.Ordinal).ToArray();
        if (missing.Length > 0 && Welcome.Build != hello.Build)
        {
            throw new AttachException(
                FailureCode.VersionSkew,
                $"The agent in process {_pid} is of build {Welcome.Build}, this is {hello.Build}; it lacks {string.Join(", ", missing)}.",
                "Use the plumb it was attached with, or restart the process to load this one's agent.");
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await Frame.ReadAsync(_stream, _stop.Token).ConfigureAwait(false) is { } frame)
            {
                Interlocked.Exchange(ref _heard, Stopwatch.GetTimestamp());
                await DeliverAsync(WireJson.Deserialize(frame)).ConfigureAwait(false);
            }

            End(await LostAsync("the agent closed the connection").ConfigureAwait(false));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            End(await LostAsync(e.Message, e).ConfigureAwait(false));
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or NotSupportedException)
        {
            End(new AttachException(AttachFailure.ConnectionLost, $"The agent in process {_pid} sent what is no message: {e.Message}", null, e));
        }
    }

    private async ValueTask DeliverAsync(WireMessage message)
    {
        if (_waiting.TryRemove(message.Id, out var waiting))
        {
            waiting.TrySetResult(message);
        }
        else if (message is not Heartbeat && _events.AddAsync(message, _stop.Token) is { IsCompleted: false } room)
        {
            _readerHeld = true;
            await room.ConfigureAwait(false);
            Interlocked.Exchange(ref _heard, Stopwatch.GetTimestamp());
            _readerHeld = false;
        }
    }

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(WireLimits.HeartbeatSeconds));
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
            {
                await WriteAsync(new Heartbeat(), _stop.Token).ConfigureAwait(false);
                if (!_readerHeld && Stopwatch.GetElapsedTime(Interlocked.Read(ref _heard)).TotalSeconds > WireLimits.LeaseSeconds)
                {
                    End(await LostAsync($"nothing was heard for {WireLimits.LeaseSeconds} s").ConfigureAwait(false));
                    return;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or AttachException)
        {
            End(e as AttachException ?? await LostAsync(e.Message, e).ConfigureAwait(false));
        }
    }

    private async Task WriteAsync(WireMessage message, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            // A frame that is half written can't be taken back, so the caller's cancellation does not reach it.
            await Frame.WriteAsync(_stream, WireJson.Serialize(message), _stop.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw _end ?? await LostAsync(e.Message, e).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    private void ThrowIfEnded()
    {
        if (_end is { } end)
        {
            throw end;
        }
    }

    private void End(AttachException reason)
    {
        var end = Interlocked.CompareExchange(ref _end, reason, null) ?? reason;
        _events.End(end);
        foreach (var waiting in _waiting.Values)
        {
            waiting.TrySetException(end);
        }
    }

    private async Task<AttachException> LostAsync(string why, Exception? inner = null)
    {
        // A process that ends closes its sockets a moment before it is gone.
        const int Looks = 20;
        for (var look = 0; look < Looks && ProcFile.Exists(_pid) && !_stop.IsCancellationRequested; look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(25)).ConfigureAwait(false);
        }

        return ProcFile.Exists(_pid)
            ? new AttachException(AttachFailure.ConnectionLost, $"The connection to the agent in process {_pid} was lost: {why}.", "The agent removes the probes by itself; try again.", inner)
            : new AttachException(AttachFailure.ProcessGone, $"Process {_pid} has ended.", "Look at its own log for the reason.", inner);
    }
}
