namespace Plumbline.Bench.Culprits;

/// <summary>
/// A conditional logit: the weights under which the named candidates have the largest joint chance among their rivals, with a small penalty on large
/// weights. By gradient steps of adapted size, which is exact enough: the likelihood has one maximum.
/// </summary>
internal static class Fit
{
    private const double Penalty = 1;
    private const double Step = 0.1;
    private const int Steps = 300;

    public static double[] Of(IReadOnlyList<Case> all)
    {
        var cases = all.Where(one => one.IsTrue.Contains(true)).ToList();
        var count = cases[0].Features[0].Length;
        var (weights, mean, square) = (new double[count], new double[count], new double[count]);
        for (var step = 1; step <= Steps; step++)
        {
            var slope = Slope(cases, weights);
            for (var i = 0; i < count; i++)
            {
                mean[i] = (0.9 * mean[i]) + (0.1 * slope[i]);
                square[i] = (0.99 * square[i]) + (0.01 * slope[i] * slope[i]);
                weights[i] -= Step * (mean[i] / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(square[i] / (1 - Math.Pow(0.99, step))) + 1e-9);
            }
        }

        return weights;
    }

    /// <summary>The chances of a case's candidates.</summary>
    public static double[] Chances(Case one, double[] weights)
    {
        var scores = new double[one.Features.Length];
        for (var candidate = 0; candidate < scores.Length; candidate++)
        {
            scores[candidate] = Dot(one.Features[candidate], weights);
        }

        var most = scores.DefaultIfEmpty(0).Max();
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = Math.Exp(scores[i] - most);
        }

        var sum = scores.Sum();
        return [.. scores.Select(score => score / sum)];
    }

    private static double Dot(double[] features, double[] weights)
    {
        var sum = 0.0;
        for (var i = 0; i < features.Length; i++)
        {
            sum += features[i] * weights[i];
        }

        return sum;
    }

    private static double[] Slope(List<Case> cases, double[] weights)
    {
        var slope = weights.Select(weight => Penalty * weight).ToArray();
        foreach (var one in cases)
        {
            var chances = Chances(one, weights);
            var share = 1.0 / one.IsTrue.Count(named => named);
            for (var candidate = 0; candidate < chances.Length; candidate++)
            {
                var error = chances[candidate] - (one.IsTrue[candidate] ? share : 0);
                for (var i = 0; i < slope.Length; i++)
                {
                    slope[i] += error * one.Features[candidate][i];
                }
            }
        }

        return [.. slope.Select(value => value / cases.Count)];
    }
}
