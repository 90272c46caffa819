using MathNet.Numerics;

namespace Plumbline.Statistics;

/// <summary>Probabilities of the binomial distribution, by the regularised incomplete beta function.</summary>
internal static class Binomial
{
    /// <summary>Relative slack within which two probabilities count as equal, as in R's <c>binom.test</c>.</summary>
    private const double Slack = 1 + 1e-7;

    /// <summary>P(X = <paramref name="hits"/>).</summary>
    public static double Exactly(long hits, long trials, double chance)
    {
        if (chance is <= 0 or >= 1)
        {
            return hits == (chance <= 0 ? 0 : trials) ? 1 : 0;
        }

        return Math.Exp(LogChoose(trials, hits) + (hits * Math.Log(chance)) + ((trials - hits) * SpecialFunctions.Log1p(-chance)));
    }

    /// <summary>P(X > <paramref name="hits"/>).</summary>
    public static double Above(long hits, long trials, double chance) =>
        hits >= trials ? 0 : hits < 0 ? 1 : SpecialFunctions.BetaRegularized(hits + 1, trials - hits, chance);

    /// <summary>P(X &lt; <paramref name="hits"/>).</summary>
    public static double Below(long hits, long trials, double chance) => hits <= 0 ? 0 : 1 - Above(hits - 1, trials, chance);

    /// <summary>
    /// Two-sided p by likelihood: the probability of all outcomes that are at most as probable as the observed one. It can contradict the central
    /// interval, which is why it is not the default.
    /// </summary>
    public static double MinLike(long hits, long trials, double chance)
    {
        var limit = Exactly(hits, trials, chance) * Slack;
        var mode = Math.Clamp((long)Math.Floor((trials + 1) * chance), 0, trials);
        if (Exactly(mode, trials, chance) <= limit)
        {
            return 1;
        }

        // Probabilities rise up to the mode and fall behind it, so the outcomes looked for are two tails.
        var left = hits < mode ? hits : Last(0, mode, i => Exactly(i, trials, chance) <= limit);
        var right = hits > mode ? hits : trials - Last(0, trials - mode, i => Exactly(trials - i, trials, chance) <= limit);
        return Math.Min(1, Below(left + 1, trials, chance) + Above(right - 1, trials, chance));
    }

    /// <summary>log of n over k.</summary>
    public static double LogChoose(long n, long k) =>
        SpecialFunctions.GammaLn(n + 1.0) - SpecialFunctions.GammaLn(k + 1.0) - SpecialFunctions.GammaLn(n - k + 1.0);

    /// <summary>The last number for which it holds, of numbers for which it first holds and then does not; -1 where it holds for none.</summary>
    private static long Last(long from, long to, Func<long, bool> holds)
    {
        var (low, high) = (from - 1, to);
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            if (holds(middle))
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }
}
