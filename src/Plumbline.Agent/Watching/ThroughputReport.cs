using System.Diagnostics;
using Plumbline.Agent.Facts;
using Plumbline.Agent.Probes;
using Plumbline.Wire;

namespace Plumbline.Agent.Watching;

/// <summary>Tells controllers every two seconds how much was done meanwhile.</summary>
internal sealed class ThroughputReport : IDisposable
{
    private const double Seconds = 2;

    private readonly RequestFeed _requests = new();
    private long _at = Stopwatch.GetTimestamp();

    /// <param name="owners">Whom to tell.</param>
    /// <param name="totals">Of all calls; looked at anew when it is time to tell.</param>
    public void Tick(IEnumerable<ProbeOwner> owners, CallTotals totals)
    {
        var seconds = Stopwatch.GetElapsedTime(_at).TotalSeconds;
        if (seconds < Seconds)
        {
            return;
        }

        _at = Stopwatch.GetTimestamp();
        totals.Read();
        var requests = _requests.Take();
        foreach (var owner in owners)
        {
            var (calls, methods) = owner.Slow.TakeTimes(totals);
            if (calls > 0 || methods.Length > 0 || requests.Length > 0)
            {
                owner.Send(new Throughput(seconds, calls, methods, requests));
            }
        }
    }

    public void Dispose() => _requests.Dispose();
}
