using Plumbline.Statistics;

namespace Plumbline.Ledger.Tax;

/// <summary>What the counts of a comparison can carry.</summary>
internal enum Standing
{
    /// <summary>Thirty events or more.</summary>
    Full,

    /// <summary>Five events or more: a hint.</summary>
    Indicative,

    /// <summary>No ratio is printed.</summary>
    TooFew,

    /// <summary>Too little of what happened has a known origin or culprit.</summary>
    NotCovered,
}

/// <summary>AI-written changes held against human ones in one figure. An association in what was observed, never a cause.</summary>
/// <param name="Metric">M1 to M13.</param>
/// <param name="Name">What is compared, in words.</param>
/// <param name="IsRatio">Whether the value is a ratio; else the difference of two shares.</param>
/// <param name="Value">AI against human.</param>
/// <param name="Interval">95 %, already widened where events cluster.</param>
/// <param name="P">Two-sided, belongs to the interval.</param>
/// <param name="Events">Of both origins together.</param>
/// <param name="Standing">Where it is neither full nor indicative, nothing but counts is to be shown.</param>
internal sealed record Comparison(string Metric, string Name, bool IsRatio, double Value, Interval Interval, double P, long Events, Standing Standing)
{
    /// <summary>Events from which a ratio is printed, and from which it is more than a hint.</summary>
    public const int Least = 5;
    public const int Plenty = 30;

    /// <summary>p after Benjamini and Hochberg over all comparisons of the report that have one.</summary>
    public double Q { get; init; } = double.NaN;

    /// <summary>Events of both together with which a ratio of 1.5, and one of 2, would be seen in four of five such windows; 0 where that has no meaning.</summary>
    public long NeededForHalfMore { get; init; }

    public long NeededForTwice { get; init; }

    /// <summary>How the ratio fares under what the interval leaves out; null where that is not asked.</summary>
    public Doubt? Doubt { get; init; }

    public bool IsTold => Standing is Standing.Full or Standing.Indicative;

    /// <summary>1 where AI-written changes have more, -1 where they have less, 0 where it is equal or not told.</summary>
    public int Direction => !IsTold ? 0 : Math.Sign(IsRatio ? Value - 1 : Value);

    /// <summary>One of which nothing but the counts is shown.</summary>
    public static Comparison Untold(string metric, string name, bool isRatio, long events, bool covered) => new(
        metric, name, isRatio, double.NaN, new Interval(isRatio ? 0 : -1, isRatio ? double.PositiveInfinity : 1), double.NaN, events, covered ? Standing.TooFew : Standing.NotCovered);

    public static Standing StandingOf(long events, bool covered) =>
        !covered ? Standing.NotCovered : events >= Plenty ? Standing.Full : events >= Least ? Standing.Indicative : Standing.TooFew;

    /// <summary>The same with what it would take to see a difference.</summary>
    /// <param name="share">Of the exposure, that of AI-written changes.</param>
    public Comparison WithNeeds(double share) => share is > 0 and < 1
        ? this with { NeededForHalfMore = RateRatio.EventsNeeded(1.5, share), NeededForTwice = RateRatio.EventsNeeded(2, share) }
        : this;
}

/// <summary>What a ratio's interval does not hold.</summary>
/// <param name="Exact">The interval that never covers less than it says.</param>
/// <param name="Dispersion">How much more events cluster by service than independent ones; above 1.5 the interval was widened.</param>
/// <param name="Imputed">With every incident's culprit drawn by weight, 200 times; null where incidents are not the events.</param>
/// <param name="Misattributed">The ratio that is left if only such a share of the attributions is right and the others fall by chance.</param>
internal sealed record Doubt(Interval Exact, double Dispersion, ImputedRatio? Imputed, IReadOnlyList<(double Precision, double Ratio)> Misattributed);
