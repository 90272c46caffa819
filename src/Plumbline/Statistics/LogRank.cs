namespace Plumbline.Statistics;

/// <summary>
/// Whether two arms have their events at the same rate, all times weighing alike; with strata, each arm is held against the other of its own
/// stratum. Mantel, Cancer Chemother. Rep. 50 (1966) 163.
/// </summary>
/// <param name="Observed">Events of the first arm.</param>
/// <param name="Expected">Events that the first arm would have if the arms did not differ.</param>
/// <param name="Events">Of both arms.</param>
/// <param name="Variance">Of observed less expected.</param>
internal readonly record struct LogRank(double Observed, double Expected, double Events, double Variance)
{
    /// <summary>NaN where nothing could be compared.</summary>
    public double ChiSquared => Variance > 0 ? (Observed - Expected) * (Observed - Expected) / Variance : double.NaN;

    public double P => Normal.ChiSquaredP(ChiSquared, 1);

    public static LogRank Of(IEnumerable<Subject> subjects) => Of(EventTimes.Of(subjects));

    public static LogRank Of(IReadOnlyList<EventTime> times)
    {
        double observed = 0, expected = 0, events = 0, variance = 0;
        foreach (var time in times)
        {
            double share = (double)time.FirstAtRisk / time.AtRisk, deaths = time.Events;
            observed += time.FirstEvents;
            events += deaths;
            expected += deaths * share;
            variance += time.AtRisk > 1 ? deaths * share * (1 - share) * (time.AtRisk - deaths) / (time.AtRisk - 1.0) : 0;
        }

        return new LogRank(observed, expected, events, variance);
    }
}
