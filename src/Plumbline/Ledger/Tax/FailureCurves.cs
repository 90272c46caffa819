using Plumbline.Origin;
using Plumbline.Statistics;

namespace Plumbline.Ledger.Tax;

/// <summary>
/// M2, the primary comparison: how many changes fail within 30 and 90 days, all followed up alike. To have changes that were watched so long, it
/// looks at those that shipped up to 90 days before the window, too.
/// </summary>
internal sealed record FailureCurves
{
    /// <summary>The horizon of the primary comparison, and how far before the window changes are looked at.</summary>
    public const int Primary = 90;

    /// <summary>Before and behind this day hazards are held against each other, to see whether one ratio can stand for both.</summary>
    private const double Early = 30;

    public required DateTimeOffset From { get; init; }

    /// <summary>In the order of <see cref="OriginOrder.All"/>, without those of which there are no changes.</summary>
    public required IReadOnlyList<FailureCurve> Curves { get; init; }

    public required IReadOnlyList<Comparison> Comparisons { get; init; }

    /// <summary>Whether the ratios of the services differ so that a common one hides something.</summary>
    public bool ServicesDiffer { get; init; }

    /// <summary>Whether the ratio of hazards holds at all times; null where too few events can tell.</summary>
    public bool? IsProportional { get; init; }

    public static FailureCurves Of(Population population, bool covered)
    {
        var from = new DateTimeOffset(population.From - (Primary * TimeSpan.TicksPerDay), TimeSpan.Zero);
        var (spells, subjects) = Room(population, from.UtcTicks);
        var (watched, compared) = (new int[OriginOrder.Count], 0);
        var strata = new (Tally Ai, Tally Human)[population.Services.Count];
        foreach (ref readonly var change in population.Changes)
        {
            if (change.Shipped < from.UtcTicks)
            {
                continue;
            }

            var spell = new Spell(Math.Max(0, change.Days(population.Until)), change.Failed(population.Until));
            spells[(int)change.Origin][watched[(int)change.Origin]++] = spell;
            if (change.Origin is OriginClass.Ai or OriginClass.Human)
            {
                subjects[compared++] = new Subject(spell, change.Origin == OriginClass.Ai, change.Service);
                ref var stratum = ref strata[change.Service];
                (change.Origin == OriginClass.Ai ? stratum.Ai ??= new Tally() : stratum.Human ??= new Tally()).Add(change, population.Until);
            }
        }

        var curves = OriginOrder.All.Where(origin => spells[(int)origin].Length > 0).Select(origin => FailureCurve.Of(origin, spells[(int)origin])).ToList();
        var pooled = MantelHaenszel.Of(strata.Where(stratum => stratum is { Ai: not null, Human: not null }).Select(stratum => (stratum.Ai.ByDay, stratum.Human.ByDay)));
        var hazards = Hazards(subjects);
        return new FailureCurves
        {
            From = from,
            Curves = curves,
            ServicesDiffer = pooled.StrataDiffer,
            IsProportional = hazards.IsProportional,
            Comparisons = [AtPrimary(curves, covered), .. WithinServices(subjects, pooled, hazards, covered)],
        };
    }

    /// <summary>PERF: exactly as much as is needed, as lists that grow would take three times as much.</summary>
    private static (Spell[][] Spells, Subject[] Subjects) Room(Population population, long from)
    {
        var counts = new int[OriginOrder.Count];
        foreach (ref readonly var change in population.Changes)
        {
            counts[(int)change.Origin] += change.Shipped >= from ? 1 : 0;
        }

        return (Array.ConvertAll(counts, count => new Spell[count]), new Subject[counts[(int)OriginClass.Ai] + counts[(int)OriginClass.Human]]);
    }

    private static Comparison AtPrimary(List<FailureCurve> curves, bool covered)
    {
        var (ai, human) = (curves.Find(curve => curve.Origin == OriginClass.Ai), curves.Find(curve => curve.Origin == OriginClass.Human));
        var name = $"share failed within {Primary} days, less the human one";
        var (one, other) = (ai?.Horizon(Primary) ?? default, human?.Horizon(Primary) ?? default);
        var events = (ai?.Failed ?? 0) + (human?.Failed ?? 0);
        if (!one.IsTold || !other.IsTold || Comparison.StandingOf(events, covered) is Standing.TooFew or Standing.NotCovered)
        {
            return Comparison.Untold("M2", name, isRatio: false, events, covered);
        }

        // Each interval by its own side, as Newcombe does it for plain shares: shares near zero have crooked intervals.
        var difference = one.Incidence - other.Incidence;
        var down = Length(one.Incidence - one.Interval.Low, other.Interval.High - other.Incidence);
        var up = Length(one.Interval.High - one.Incidence, other.Incidence - other.Interval.Low);
        var error = (difference > 0 ? down : up) / Normal.TwoSided(Normal.Usual);
        return new Comparison("M2", name, false, difference, new Interval(difference - down, difference + up), error > 0 ? Normal.TwoSidedP(difference / error) : double.NaN, events, Comparison.StandingOf(events, covered));
    }

    private static IEnumerable<Comparison> WithinServices(Subject[] subjects, MantelHaenszel pooled, (CoxRegression? Cox, LogRank Rank, bool? IsProportional) hazards, bool covered)
    {
        const string Rates = "first incidents for a change-day, within each service";
        const string Risk = "hazard of a first incident, within each service";
        var events = (long)hazards.Rank.Events;
        var standing = Comparison.StandingOf(events, covered);
        if (standing is Standing.TooFew or Standing.NotCovered || !Array.Exists(subjects, subject => subject.First) || Array.TrueForAll(subjects, subject => subject.First))
        {
            yield return Comparison.Untold("M2", Rates, isRatio: true, events, covered);
            yield break;
        }

        if (!double.IsFinite(pooled.Interval.High))
        {
            // One of them has no event: from nothing to anything is no ratio.
            yield return Comparison.Untold("M2", Rates, isRatio: true, events, covered) with { Standing = Standing.TooFew };
            yield break;
        }

        yield return new Comparison("M2", Rates, true, pooled.Estimate, pooled.Interval, pooled.P, events, standing);
        if (hazards.Cox is { } cox && hazards.IsProportional != false && double.IsFinite(cox.Coefficient))
        {
            yield return new Comparison("M2", Risk, true, cox.Ratio, cox.Interval, hazards.Rank.P, events, standing);
        }
    }

    private static (CoxRegression? Cox, LogRank Rank, bool? IsProportional) Hazards(Subject[] subjects)
    {
        var times = EventTimes.Of(subjects);
        var rank = LogRank.Of(times);
        if (rank.Events < Comparison.Least || rank.Observed == 0 || rank.Observed == rank.Events)
        {
            return (null, rank, null);
        }

        var early = CoxRegression.Of(times.FindAll(time => time.Time <= Early));
        var late = CoxRegression.Of(times.FindAll(time => time.Time > Early));
        return (CoxRegression.Of(times), rank, Agree(early, late));
    }

    private static bool? Agree(CoxRegression? early, CoxRegression? late)
    {
        if (early is null || late is null || !double.IsFinite(early.Coefficient) || !double.IsFinite(late.Coefficient))
        {
            return null;
        }

        var apart = (early.Coefficient - late.Coefficient) / Length(early.StandardError, late.StandardError);
        return Normal.TwoSidedP(apart) >= Findings.Discovery;
    }

    private static double Length(double one, double other) => Math.Sqrt((one * one) + (other * other));
}
