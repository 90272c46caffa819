using System.Runtime.InteropServices;

namespace Plumbline.Statistics;

/// <summary>Who was at risk, and who had the event, at one time of one stratum.</summary>
/// <param name="AtRisk">Subjects at risk.</param>
/// <param name="FirstAtRisk">Of these, in the first arm.</param>
/// <param name="Events">Events at that time.</param>
/// <param name="FirstEvents">Of these, in the first arm.</param>
internal readonly record struct EventTime(int AtRisk, int FirstAtRisk, int Events, int FirstEvents)
{
    /// <summary>When it was. Who is at risk then does not depend on what comes later, so times before and behind a moment can be looked at apart.</summary>
    public double Time { get; init; }
}

/// <summary>The moments at which two arms are compared: all that a log-rank test and a proportional hazard need of the data.</summary>
internal static class EventTimes
{
    private const byte First = 1;
    private const byte Ended = 2;

    /// <summary>All of all strata; of each stratum from its last time to its first one.</summary>
    public static List<EventTime> Of(IEnumerable<Subject> subjects)
    {
        var given = subjects as IReadOnlyList<Subject> ?? [.. subjects];
        var ends = new Dictionary<int, int>();
        for (var i = 0; i < given.Count; i++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(ends, given[i].Stratum, out _)++;
        }

        // PERF: laid out by stratum, and sorted there as numbers with a flag each; by a comparison of subjects it takes five times as long.
        var (times, flags, at) = (new double[given.Count], new byte[given.Count], 0);
        var strata = ends.Keys.Order().ToList();
        foreach (var stratum in strata)
        {
            (at, ends[stratum]) = (at + ends[stratum], at);
        }

        for (var i = 0; i < given.Count; i++)
        {
            var subject = given[i];
            var place = CollectionsMarshal.GetValueRefOrNullRef(ends, subject.Stratum)++;
            times[place] = -subject.Spell.Time;
            flags[place] = (byte)((subject.First ? First : 0) | (subject.Spell.Ended ? Ended : 0));
        }

        var events = new List<EventTime>();
        var from = 0;
        foreach (var end in strata.Select(stratum => ends[stratum]))
        {
            Array.Sort(times, flags, from, end - from);
            Add(events, times.AsSpan(from, end - from), flags.AsSpan(from, end - from));
            from = end;
        }

        return events;
    }

    private static void Add(List<EventTime> all, ReadOnlySpan<double> times, ReadOnlySpan<byte> flags)
    {
        int atRisk = 0, firstAtRisk = 0;
        for (var i = 0; i < times.Length;)
        {
            var (time, events, firstEvents) = (times[i], 0, 0);
            for (; i < times.Length && times[i] == time; i++)
            {
                atRisk++;
                firstAtRisk += flags[i] & First;
                events += flags[i] >= Ended ? 1 : 0;
                firstEvents += flags[i] == (First | Ended) ? 1 : 0;
            }

            if (events > 0)
            {
                all.Add(new EventTime(atRisk, firstAtRisk, events, firstEvents) { Time = -time });
            }
        }
    }
}
