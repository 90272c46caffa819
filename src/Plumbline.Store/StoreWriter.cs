using System.Diagnostics;
using System.Threading.Channels;
using Plumbline.Runtime;

namespace Plumbline.Store;

/// <summary>
/// Takes events at any speed and writes them from one task, in batches. Who adds never waits: past the bound of what may wait, events are
/// dropped and counted. A store that can't be used is reported once and does not stop the caller; one that may come back is tried again.
/// </summary>
internal sealed class StoreWriter : IAsyncDisposable
{
    /// <summary>Bytes of events that may wait.</summary>
    private const long MostWaiting = 16 * 1024 * 1024;

    private const int MostInBatch = 500;

    private static readonly TimeSpan s_gathering = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(2);

    /// <summary>How long the end may take; what is not written by then is dropped. A busy machine takes its time, a lock may never go.</summary>
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan s_farewellInTrouble = TimeSpan.FromSeconds(3);

    private readonly Channel<RawEvent> _queue = Channel.CreateUnbounded<RawEvent>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _ending = new();
    private readonly HashSet<string> _told = [];
    private readonly StoreSession _session;
    private readonly Action<StoreException> _tell;
    private readonly Task _writing;
    private long _waiting;
    private long _taken;
    private long _written;
    private long _dropped;
    private volatile StoreException? _trouble;
    private volatile StoreException? _cause;

    /// <param name="tell">Called once for each kind of trouble, from the writing task.</param>
    public StoreWriter(StoreSession session, Action<StoreException> tell)
    {
        _session = session;
        _tell = tell;
        _writing = Task.Run(WriteAsync);
    }

    public StoreTotals Totals
    {
        get
        {
            var written = Interlocked.Read(ref _written);
            return new StoreTotals(written, Interlocked.Read(ref _dropped), _session.Crowded, _cause);
        }
    }

    /// <summary>Of the dropped, those that waited when the end had taken too long.</summary>
    public long Unwritten { get; private set; }

    public void Add(RawEvent raw)
    {
        if (Interlocked.Add(ref _waiting, raw.Json.Length) > MostWaiting || !_queue.Writer.TryWrite(raw))
        {
            Interlocked.Add(ref _waiting, -raw.Json.Length);
            Interlocked.Increment(ref _dropped);
            return;
        }

        Interlocked.Increment(ref _taken);
    }

    /// <summary>Writes what waits, for as long as the end may take.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _ending.CancelAsync().ConfigureAwait(false);
        var ended = await EndsAsync().ConfigureAwait(false);
        Unwritten = Interlocked.Read(ref _taken) - Interlocked.Read(ref _written);
        Interlocked.Add(ref _dropped, Unwritten);
        if (ended)
        {
            await _writing.ConfigureAwait(false);
            _session.Dispose();
            _ending.Dispose();
        }
    }

    private async Task<bool> EndsAsync()
    {
        var began = Stopwatch.GetTimestamp();
        while (!_writing.IsCompleted && Stopwatch.GetElapsedTime(began) < (_trouble is null ? s_farewell : s_farewellInTrouble))
        {
            await Task.WhenAny(_writing, Task.Delay(s_gathering)).ConfigureAwait(false);
        }

        return _writing.IsCompleted;
    }

    private async Task WriteAsync()
    {
        // At once, so that a store that can't be used is known before the first event is lost.
        Try([]);
        while (_trouble is null or { MayPass: true } && await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            await PauseAsync(s_gathering).ConfigureAwait(false);
            var batch = Gather();
            while (!Try(batch) && _trouble!.MayPass && !_ending.IsCancellationRequested)
            {
                await PauseAsync(s_retry).ConfigureAwait(false);
            }
        }

        // Nothing more can be written: what comes from now on is counted by those who add it.
        _queue.Writer.TryComplete();
    }

    private List<RawEvent> Gather()
    {
        var batch = new List<RawEvent>();
        while (batch.Count < MostInBatch && _queue.Reader.TryRead(out var raw))
        {
            batch.Add(raw);
        }

        return batch;
    }

    private bool Try(List<RawEvent> batch)
    {
        if (_session.TryWrite(batch) is { } trouble)
        {
            (_trouble, _cause) = (trouble, trouble);
            if (_told.Add(trouble.Code))
            {
                _tell(trouble);
            }

            return false;
        }

        _trouble = null;
        Interlocked.Add(ref _written, batch.Count);
        Interlocked.Add(ref _waiting, -batch.Sum(raw => (long)raw.Json.Length));
        return true;
    }

    private async Task PauseAsync(TimeSpan time)
    {
        if (!_ending.IsCancellationRequested)
        {
            await Task.WhenAny(Task.Delay(time, _ending.Token)).ConfigureAwait(false);
        }
    }
}
