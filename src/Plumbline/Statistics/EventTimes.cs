namespace Plumbline.Statistics;

/// <summary>Who was at risk, and who had the event, at one time of one stratum.</summary>
/// <param name="AtRisk">Subjects at risk.</param>
/// <param name="FirstAtRisk">Of these, in the first arm.</param>
/// <param name="Events">Events at that time.</param>
/// <param name="FirstEvents">Of these, in the first arm.</param>
internal readonly record struct EventTime(int AtRisk, int FirstAtRisk, int Events, int FirstEvents);

/// <summary>The moments at which two arms are compared: all that a log-rank test and a proportional hazard need of the data.</summary>
internal static class EventTimes
{
    /// <summary>All of all strata; of each stratum from its last time to its first one.</summary>
    public static List<EventTime> Of(IEnumerable<Subject> subjects)
    {
        var sorted = subjects.ToArray();
        Array.Sort(sorted, (one, other) => one.Stratum != other.Stratum ? one.Stratum.CompareTo(other.Stratum) : other.Spell.Time.CompareTo(one.Spell.Time));
        var times = new List<EventTime>();
        int atRisk = 0, firstAtRisk = 0;
        for (var i = 0; i < sorted.Length;)
        {
            var (stratum, time, events, firstEvents) = (sorted[i].Stratum, sorted[i].Spell.Time, 0, 0);
            if (i > 0 && sorted[i - 1].Stratum != stratum)
            {
                (atRisk, firstAtRisk) = (0, 0);
            }

            for (; i < sorted.Length && sorted[i].Stratum == stratum && sorted[i].Spell.Time == time; i++)
            {
                atRisk++;
                firstAtRisk += sorted[i].First ? 1 : 0;
                events += sorted[i].Spell.Ended ? 1 : 0;
                firstEvents += sorted[i].Spell.Ended && sorted[i].First ? 1 : 0;
            }

            if (events > 0)
            {
                times.Add(new EventTime(atRisk, firstAtRisk, events, firstEvents));
            }
        }

        return times;
    }
}
