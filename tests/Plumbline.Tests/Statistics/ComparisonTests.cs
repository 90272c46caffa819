using Plumbline.Statistics;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Statistics;

public class ComparisonTests
{
    /// <summary>British doctors, coronary deaths of smokers and of others by age (Doll and Hill 1966): the classic of confounding.</summary>
    private static readonly (Rate, Rate)[] s_doctors =
    [
        (new Rate(32, 52407), new Rate(2, 18790)),
        (new Rate(104, 43248), new Rate(12, 10673)),
        (new Rate(206, 28612), new Rate(28, 5710)),
        (new Rate(186, 12663), new Rate(28, 2585)),
        (new Rate(102, 5317), new Rate(31, 1462)),
    ];

    [Fact]
    public void MantelHaenszel_OfDoctors_IsAsStata()
    {
        var pooled = MantelHaenszel.Of(s_doctors);

        pooled.Estimate.ShouldBeNear(1.424682, 6e-7);
        pooled.Interval.ShouldBeNear(1.154703, 1.757784, 6e-7);
        pooled.ChiSquared.ShouldBeNear(11.016, 5e-5);
        var crude = RateRatio.Of(Sum(s_doctors.Select(pair => pair.Item1)), Sum(s_doctors.Select(pair => pair.Item2)));
        crude.Estimate.ShouldBeNear(1.719823, 6e-7);
        crude.Exact.ShouldBeNear(1.391992, 2.143530, 6e-7);
    }

    [Fact]
    public void MantelHaenszel_OfOneStratum_IsTheRatio()
    {
        var pooled = MantelHaenszel.Of([(new Rate(11, 800), new Rate(21, 3011))]);

        pooled.Estimate.ShouldBeNear(1.971488);
        pooled.Heterogeneity.ShouldBe(double.NaN);
        pooled.StrataDiffer.ShouldBeFalse();
    }

    [Fact]
    public void MantelHaenszel_StrataThatContradict_SaysSo() =>
        MantelHaenszel.Of([(new Rate(30, 100), new Rate(10, 100)), (new Rate(10, 100), new Rate(30, 100))]).StrataDiffer.ShouldBeTrue();

    [Fact]
    public void MantelHaenszel_StratumWithoutExposure_CountsForNothing() =>
        MantelHaenszel.Of([.. s_doctors, (new Rate(5, 0), new Rate(2, 100))]).ShouldBe(MantelHaenszel.Of(s_doctors));

    [Fact]
    public void MannWhitney_OfTheExampleOfWilcoxTest_IsExact()
    {
        var test = MannWhitney.Of([.80, .83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, .73, 1.46], [1.15, .88, .90, .74, 1.21]);

        test.W.ShouldBe(35);
        test.Greater.ShouldBeNear(.127206, 6e-7);
        test.TwoSided.ShouldBeNear(.254412, 6e-7);
    }

    [Fact]
    public void MannWhitney_EqualValues_CountHalf()
    {
        var test = MannWhitney.Of([1, 2, 2, 3], [2, 2, 4, 5]);

        // Pairs: 2 > none, 3 > 2 twice; four equal pairs.
        test.W.ShouldBe(4);
        test.TwoSided.ShouldBeInRange(0.2, 0.4);
        MannWhitney.Of([1, 1], [1, 1]).TwoSided.ShouldBe(double.NaN);
    }

    [Fact]
    public void Misattribution_OfTheDemonstration_RecoversTheRatio()
    {
        // A ratio of 2 with 30 % of the lines looks like 1.33 at a precision of .39, wrong blame falling by lines.
        var truth = 0.6 / 1.3;
        foreach (var precision in new[] { .39, .66 })
        {
            var seen = (precision * truth) + ((1 - precision) * 0.3);

            Misattribution.TrueShare(seen, precision, 0.3).ShouldBeNear(truth);
        }

        // Of 10,000 events 3,630 are blamed on the 30 %: as after misattribution at .39.
        Misattribution.Ratio(new Rate(3_630, 30), new Rate(6_370, 70), .39, .3).ShouldBeNear(2, 5e-3);
    }

    [Fact]
    public void ImputedRatio_WithoutDoubt_IsTheRatioAndItsWaldInterval()
    {
        var events = Enumerable.Repeat((1.0, 0.0), 40).Concat(Enumerable.Repeat((0.0, 1.0), 60)).ToList();

        var ratio = ImputedRatio.Of(events, 100, 300, seed: 1);

        ratio.Estimate.ShouldBeNear(2);
        ratio.MissingShare.ShouldBeNear(0);
        var half = 1.959964 * Math.Sqrt((1 / 40.5) + (1 / 60.5));
        ratio.Interval.ShouldBeNear(40.5 / 60.5 * 3 * Math.Exp(-half), 40.5 / 60.5 * 3 * Math.Exp(half), 1e-6);
    }

    [Fact]
    public void ImputedRatio_MoreDoubt_IsWider()
    {
        Interval At(double sure) => ImputedRatio.Of([.. Enumerable.Repeat((sure, 1 - sure), 50), .. Enumerable.Repeat((1 - sure, sure), 50)], 1, 1, seed: 5).Interval;

        var (sharp, vague) = (At(1), At(.6));

        (vague.High / vague.Low).ShouldBeGreaterThan(sharp.High / sharp.Low * 1.2);
        vague.ShouldBe(At(.6));
    }

    [Fact]
    public void Dispersion_OfClusters_IsOneForPoissonAndMoreWhereEventsCluster()
    {
        var random = new Random(9);
        var poisson = Enumerable.Range(0, 400).Select(_ => new Rate(Draw(random, 5), 1)).ToList();
        var clustered = poisson.Select(rate => new Rate(rate.Events * 4, 1)).ToList();

        Dispersion.Of(poisson).ShouldBeInRange(0.85, 1.15);
        Dispersion.Of(clustered).ShouldBeNear(4 * Dispersion.Of(poisson), 1e-9);
        Dispersion.Widen(2, new Interval(1, 4), 4).ShouldBe(new Interval(0.5, 8));
        Dispersion.Widen(2, new Interval(1, 4), 1.4).ShouldBe(new Interval(1, 4));
    }

    [Fact]
    public void GeometricMeanRatio_OfClusters_IsReproducibleAndHoldsTheTruth()
    {
        var random = new Random(11);
        var services = Enumerable.Range(0, 12).Select(_ => (Draws(random, 30, 2), Draws(random, 30, 1))).ToList();

        var ratio = GeometricMeanRatio.Of(services, seed: 1);

        ratio.Interval.Contains(2).ShouldBeTrue();
        ratio.Interval.Contains(1).ShouldBeFalse();
        GeometricMeanRatio.Of(services, seed: 1).ShouldBe(ratio);
        GeometricMeanRatio.Of([services[0]], seed: 1).Interval.Low.ShouldBe(double.NaN);
    }

    private static Rate Sum(IEnumerable<Rate> rates) => new(rates.Sum(rate => rate.Events), rates.Sum(rate => rate.Exposure));

    private static double[] Draws(Random random, int count, double scale) => [.. Enumerable.Range(0, count).Select(_ => scale * Math.Exp(random.NextDouble() * 2))];

    private static int Draw(Random random, double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), random.NextDouble(), 0);
        for (; product > limit; count++)
        {
            product *= random.NextDouble();
        }

        return count;
    }
}
