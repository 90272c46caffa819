namespace Plumbline.Statistics;

/// <summary>How events at the same time are treated.</summary>
internal enum Ties
{
    /// <summary>Efron, J. Am. Stat. Assoc. 72 (1977) 557.</summary>
    Efron,

    /// <summary>Breslow, Biometrics 30 (1974) 89: biased towards one where ties are many.</summary>
    Breslow,
}

/// <summary>
/// The ratio of the hazards of two arms, the same at all times, by partial likelihood. Cox, J. R. Stat. Soc. B 34 (1972) 187. Strata have
/// hazards of their own.
/// </summary>
/// <param name="Coefficient">Log of the ratio; infinite where one arm has no event at risk beside the other: the likelihood has no maximum then.</param>
/// <param name="StandardError">Of the coefficient, from the curvature; NaN where that is infinite.</param>
/// <param name="LikelihoodRatio">Twice the gain in log likelihood over a ratio of one; chi-squared with one degree of freedom.</param>
/// <param name="Interval">Of the ratio, where the likelihood falls too far. One-sided where the coefficient is infinite.</param>
internal sealed record CoxRegression(double Coefficient, double StandardError, double LikelihoodRatio, Interval Interval)
{
    /// <summary>A log ratio beyond which none is looked for: 4e8 times.</summary>
    private const double Far = 20;

    /// <summary>Hazard of the first arm divided by that of the second one.</summary>
    public double Ratio => Math.Exp(Coefficient);

    /// <summary>By the likelihood ratio, which holds where events are few; Wald's does not.</summary>
    public double P => Normal.ChiSquaredP(LikelihoodRatio, 1);

    /// <summary>The interval that follows from the standard error alone.</summary>
    public Interval Wald(double confidence = Normal.Usual)
    {
        var half = Normal.TwoSided(confidence) * StandardError;
        return new Interval(Math.Exp(Coefficient - half), Math.Exp(Coefficient + half));
    }

    /// <returns>Null where the arms are never at risk together when an event comes.</returns>
    public static CoxRegression? Of(IEnumerable<Subject> subjects, Ties ties = Ties.Efron, double confidence = Normal.Usual) =>
        Of(EventTimes.Of(subjects), ties, confidence);

    public static CoxRegression? Of(IReadOnlyList<EventTime> times, Ties ties = Ties.Efron, double confidence = Normal.Usual)
    {
        var compared = times.Where(time => time.FirstAtRisk > 0 && time.FirstAtRisk < time.AtRisk).ToList();
        if (compared.Count == 0)
        {
            return null;
        }

        var likelihood = new PartialLikelihood(compared, ties);
        var none = likelihood.At(0).Log;
        var drop = Math.Pow(Normal.TwoSided(confidence), 2) / 2;
        if (compared.All(time => time.FirstEvents == 0) || compared.All(time => time.FirstEvents == time.Events))
        {
            return Monotone(likelihood, none, compared[0].FirstEvents == 0, confidence);
        }

        var best = Top(likelihood);
        var top = likelihood.At(best);
        var error = 1 / Math.Sqrt(top.Curvature);
        double Fall(double beta) => likelihood.At(beta).Log - top.Log + drop;
        double Beyond(double step)
        {
            // PERF: Wald's end is near the true one, so only little is left to search between it and the top, or a step further out.
            var end = best + (Normal.TwoSided(confidence) * step);
            while (Fall(end) > 0 && Math.Abs(end) < 2 * Far)
            {
                end += step;
            }

            return end;
        }

        var interval = new Interval(Math.Exp(Root.Of(Fall, Beyond(-error), best)), Math.Exp(Root.Of(Fall, best, Beyond(error))));
        return new CoxRegression(best, error, 2 * (top.Log - none), interval);
    }

    /// <summary>Where the likelihood is highest: by Newton's way, which a concave function lets go wrong only by too long a step; else by halving.</summary>
    private static double Top(PartialLikelihood likelihood)
    {
        const double Longest = 2;
        var beta = 0.0;
        for (var i = 0; i < 50; i++)
        {
            var (_, slope, curvature) = likelihood.At(beta);
            var step = Math.Clamp(slope / curvature, -Longest, Longest);
            if (!double.IsFinite(step) || Math.Abs(beta) > Far)
            {
                break;
            }

            beta += step;
            if (Math.Abs(step) < 1e-10)
            {
                return beta;
            }
        }

        return Root.Of(at => likelihood.At(at).Slope, -Far, Far);
    }

    /// <summary>All events are of one arm: the more the ratio differs from one, the likelier. A bound on the other side is all there is.</summary>
    private static CoxRegression Monotone(PartialLikelihood likelihood, double none, bool firstHasNone, double confidence)
    {
        var far = firstHasNone ? -2 * Far : 2 * Far;
        var top = likelihood.At(far).Log;
        var drop = Math.Pow(Normal.Quantile(confidence), 2) / 2;
        var bound = Math.Exp(Root.Of(beta => likelihood.At(beta).Log - top + drop, -2 * Far, 2 * Far));
        return new CoxRegression(
            firstHasNone ? double.NegativeInfinity : double.PositiveInfinity,
            double.NaN,
            2 * (top - none),
            firstHasNone ? new Interval(0, bound) : new Interval(bound, double.PositiveInfinity));
    }
}
