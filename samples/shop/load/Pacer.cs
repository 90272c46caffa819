using System.Diagnostics;

namespace Load;

/// <summary>Hands out the moments at which requests may start. A shop that was slow for a while is caught up with.</summary>
internal sealed class Pacer(double rate)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _handedOut;

    public async ValueTask Next(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (rate == 0)
        {
            return;
        }

        var slot = Interlocked.Increment(ref _handedOut) - 1;
        var wait = TimeSpan.FromSeconds(slot / rate) - Stopwatch.GetElapsedTime(_start);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, stop);
        }
    }
}
