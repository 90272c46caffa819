using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Plumbline.Wire;

namespace Plumbline.Attach.Connection;

/// <summary>
/// Events between the connection and whoever shows them. A reader that is slow holds the connection back, so that the agent drops and
/// counts; but while a request waits for its answer, which comes behind the events that were sent before it, reading goes on.
/// </summary>
internal sealed class EventQueue : ChannelReader<WireMessage>
{
    /// <summary>Events that may wait before reading stops.</summary>
    public const int Bound = 4096;

    /// <summary>Events that may wait while an answer is awaited; those above it are dropped and counted.</summary>
    public const int MostWhileAsked = 16 * Bound;

    private readonly Channel<WireMessage> _waiting = Channel.CreateUnbounded<WireMessage>(new UnboundedChannelOptions { SingleWriter = true });
    private readonly object _lock = new();
    private TaskCompletionSource? _room;
    private int _asked;
    private long _dropped;

    public override Task Completion => _waiting.Reader.Completion;

    public override bool CanCount => true;

    public override int Count => _waiting.Reader.Count;

    /// <summary>Events that nobody read in time.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public override bool TryRead([MaybeNullWhen(false)] out WireMessage item)
    {
        var read = _waiting.Reader.TryRead(out item);
        LetIn();
        return read;
    }

    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) => _waiting.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>As a channel's own reader does, tells the reason of the end inside a <see cref="ChannelClosedException"/>.</summary>
    public override async ValueTask<WireMessage> ReadAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (TryRead(out var item))
            {
                return item;
            }

            try
            {
                await WaitToReadAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (AttachException reason)
            {
                throw new ChannelClosedException(reason);
            }
        }
    }

    /// <summary>Puts an event in line. Completes when the connection may be read further.</summary>
    public Task AddAsync(WireMessage message, CancellationToken cancel)
    {
        if (Count >= MostWhileAsked && message is not ProbeChanged)
        {
            Interlocked.Increment(ref _dropped);
            return Task.CompletedTask;
        }

        _waiting.Writer.TryWrite(message);
        lock (_lock)
        {
            if (HasRoom)
            {
                return Task.CompletedTask;
            }

            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task.WaitAsync(cancel);
        }
    }

    /// <summary>A request waits for its answer from now on.</summary>
    public void Ask()
    {
        Interlocked.Increment(ref _asked);
        LetIn();
    }

    public void Answered() => Interlocked.Decrement(ref _asked);

    public void End(Exception reason) => _waiting.Writer.TryComplete(reason);

    private bool HasRoom => Volatile.Read(ref _asked) > 0 || Count < Bound;

    private void LetIn()
    {
        if (Volatile.Read(ref _room) is null || !HasRoom)
        {
            return;
        }

        lock (_lock)
        {
            _room?.TrySetResult();
            _room = null;
        }
    }
}
