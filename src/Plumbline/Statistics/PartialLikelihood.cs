namespace Plumbline.Statistics;

/// <summary>Cox's partial likelihood of one covariate that is one in the first arm and zero in the other.</summary>
internal sealed class PartialLikelihood(IReadOnlyList<EventTime> times, Ties ties)
{
    /// <summary>Its logarithm, the slope of that, and the curvature with its sign turned, at a coefficient.</summary>
    public (double Log, double Slope, double Curvature) At(double beta)
    {
        double log = 0, slope = 0, curvature = 0, ratio = Math.Exp(beta);
        foreach (var time in times)
        {
            log += beta * time.FirstEvents;
            slope += time.FirstEvents;
            var (first, other) = (ratio * time.FirstAtRisk, (double)(time.AtRisk - time.FirstAtRisk));
            var (tiedFirst, tiedOther) = (ratio * time.FirstEvents, (double)(time.Events - time.FirstEvents));
            for (var i = 0; i < time.Events; i++)
            {
                var gone = ties == Ties.Efron ? (double)i / time.Events : 0;
                var sum = first + other - (gone * (tiedFirst + tiedOther));
                var share = (first - (gone * tiedFirst)) / sum;
                log -= Math.Log(sum);
                slope -= share;
                curvature += share * (1 - share);
            }
        }

        return (log, slope, curvature);
    }
}
