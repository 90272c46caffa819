using System.Diagnostics;
using System.Globalization;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes;

/// <summary>
/// Pauses probes whose hits alone take more than the budget, however few of them are let in: such a probe looks for a second, then rests for
/// as long as keeps it within its share, and says so. It goes on by itself once there are fewer hits. What only counts or times is left
/// alone, as a part of a count is none. Called by one thread, once a second.
/// </summary>
internal sealed class Pauses(double share, Action<Probe> announce)
{
    /// <summary>What a hit costs whose condition is false (bench/Hits), and one whose condition holds and that is not let in (LoadTests).</summary>
    private const double SecondsPerFalse = 8e-9;
    private const double SecondsPerHit = 50e-9;

    /// <summary>Seconds in a row, so that a burst is none.</summary>
    private const int Patience = 2;

    private const double MostRest = 30;
    private readonly Dictionary<Probe, Watch> _watched = [];

    public void Tick(IReadOnlyCollection<Probe> probes)
    {
        foreach (var gone in _watched.Keys.Except(probes).ToArray())
        {
            _watched.Remove(gone);
        }

        foreach (var probe in probes.Where(MayPause))
        {
            if (!_watched.TryGetValue(probe, out var watch))
            {
                _watched[probe] = watch = new Watch();
                watch.Look(Count(probe));
            }
            else if (watch.RestsUntil == 0)
            {
                Review(probe, watch);
            }
            else if (Stopwatch.GetTimestamp() >= watch.RestsUntil && !probe.Admission.IsSpent)
            {
                watch.RestsUntil = 0;
                watch.Look(Count(probe));
                probe.Reopen();
            }
        }
    }

    private static bool MayPause(Probe probe) => !probe.Spec.Armed && probe.Spec.Kind is not (ProbeKind.Count or ProbeKind.Time)
        && probe.State is ProbeState.Applied or ProbeState.Paused;

    private void Review(Probe probe, Watch watch)
    {
        var (rate, load) = watch.Look(Count(probe));
        watch.Over = load > share ? watch.Over + 1 : 0;
        if (watch.Over >= Patience || (watch.Over > 0 && probe.State == ProbeState.Paused))
        {
            var rest = Math.Min(MostRest, Math.Max(1, (load / share) - 1));
            watch.RestsUntil = Stopwatch.GetTimestamp() + (long)(rest * Stopwatch.Frequency);
            Gates.Set(probe.Gate, open: false);
            Become(probe, ProbeState.Paused, string.Create(
                CultureInfo.InvariantCulture,
                $"its {rate:N0} hits a second would take {100 * load:0.#} % of a core, and {100 * share:0.#} % are allowed: it looks for a second, then rests for {rest:0}"));
        }
        else if (watch.Over == 0 && probe.State == ProbeState.Paused)
        {
            Become(probe, ProbeState.Applied, null);
        }
    }

    private void Become(Probe probe, ProbeState state, string? reason)
    {
        var isNews = probe.State != state;
        probe.Become(state, reason);
        if (isNews)
        {
            announce(probe);
        }
    }

    private static (long Hits, long False) Count(Probe probe) => (probe.Hits, probe.Sites.Sum(site => site.FalseHits));

    private sealed class Watch
    {
        private (long Hits, long False) _count;
        private long _at = Stopwatch.GetTimestamp();

        /// <summary>Stopwatch ticks; 0 while it looks.</summary>
        public long RestsUntil { get; set; }

        public int Over { get; set; }

        /// <returns>Hits a second since the last look, and the share of a core that they took.</returns>
        public (double Rate, double Load) Look((long Hits, long False) count)
        {
            var seconds = Math.Max(Stopwatch.GetElapsedTime(_at).TotalSeconds, 0.001);
            var (hits, misses) = (count.Hits - _count.Hits, count.False - _count.False);
            (_count, _at) = (count, Stopwatch.GetTimestamp());
            return ((hits + misses) / seconds, ((hits * SecondsPerHit) + (misses * SecondsPerFalse)) / seconds);
        }
    }
}
