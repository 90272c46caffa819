using Plumbline.Statistics;

namespace Plumbline.Ledger.Tax;

/// <summary>A number with what it must not be printed without.</summary>
/// <param name="Value">NaN where there is nothing to divide by.</param>
/// <param name="Interval">Of it, 95 %.</param>
/// <param name="Count">What was counted.</param>
/// <param name="Of">Out of how many, or in how much exposure.</param>
/// <param name="IsTold">Whether there is enough for the value to be shown; else the counts stand alone.</param>
internal readonly record struct Figure(double Value, Interval Interval, double Count, double Of, bool IsTold)
{
    /// <summary>Changes, deployments or incidents below which no share or rate of them is printed.</summary>
    public const int Fewest = 10;

    /// <summary>A share with Wilson's interval.</summary>
    public static Figure Share(long hits, long trials)
    {
        var share = new Proportion(hits, trials);
        return new Figure(share.Estimate, share.Wilson(), hits, trials, trials >= Fewest);
    }

    /// <summary>Events for so much exposure, with the mid-P interval of a Poisson rate.</summary>
    /// <param name="events">What was counted.</param>
    /// <param name="exposure">In units of one: changes, days, lines.</param>
    /// <param name="per">How many units the rate is for: 100 changes, 1,000 days.</param>
    /// <param name="subjects">Changes that carry the exposure.</param>
    public static Figure Rate(long events, double exposure, double per, long subjects)
    {
        var rate = new Rate(events, exposure / per);
        return new Figure(rate.Estimate, rate.MidP(), events, exposure, subjects >= Fewest && exposure > 0);
    }
}
