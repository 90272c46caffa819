using Plumbline.Origin;
using Plumbline.Statistics;

namespace Plumbline.Ledger.Tax;

/// <summary>The share of changes that had an incident by so many days after they shipped.</summary>
/// <param name="AtRisk">Changes that were watched so long without an incident; below <see cref="Figure.Fewest"/> nothing is told.</param>
internal readonly record struct CurvePoint(int Day, double Incidence, Interval Interval, int AtRisk)
{
    public bool IsTold => AtRisk >= Figure.Fewest;
}

/// <summary>M2 of one origin, by Kaplan and Meier.</summary>
/// <param name="Changes">That are watched at all.</param>
/// <param name="Failed">That had an incident while they were watched.</param>
/// <param name="Points">One a day, as long as enough are at risk.</param>
/// <param name="Horizons">At 30, 90 and 180 days, told or not.</param>
internal sealed record FailureCurve(OriginClass Origin, int Changes, int Failed, IReadOnlyList<CurvePoint> Points, IReadOnlyList<CurvePoint> Horizons)
{
    public const int Longest = 180;

    private static readonly int[] s_horizons = [30, 90, Longest];

    public static FailureCurve Of(OriginClass origin, IReadOnlyCollection<Spell> spells)
    {
        var curve = KaplanMeier.Of(spells);
        var points = new List<CurvePoint>();
        for (var day = 0; day <= Longest && At(day) is { IsTold: true } point; day++)
        {
            points.Add(point);
        }

        return new FailureCurve(origin, curve.Count, curve.Steps.Sum(step => step.Events), points, [.. s_horizons.Select(At)]);

        CurvePoint At(int day)
        {
            var (step, watched) = (curve.At(day), curve.AtRisk(day));

            // Greenwood's variance of no event is none, which says that there never will be one; so many watched in vain say less.
            return new CurvePoint(day, step.Incidence, step.Incidence > 0 ? step.IncidenceInterval : new Proportion(0, watched).Wilson(), watched);
        }
    }

    public CurvePoint Horizon(int day) => Horizons.First(point => point.Day == day);
}
