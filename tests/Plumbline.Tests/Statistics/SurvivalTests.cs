using Plumbline.Statistics;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Statistics;

/// <summary>Acute myelogenous leukaemia (Miller 1981) and remission under 6-MP (Gehan 1965): data that R and every textbook use.</summary>
public class SurvivalTests
{
    private static readonly Spell[] s_maintained = Spells("9 13 13+ 18 23 28+ 31 34 45+ 48 161+");
    private static readonly Spell[] s_not = Spells("5 5 8 8 12 16+ 23 27 30 33 43 45");
    private static readonly Spell[] s_treated = Spells("6 6 6 7 10 13 16 22 23 6+ 9+ 10+ 11+ 17+ 19+ 20+ 25+ 32+ 32+ 34+ 35+");
    private static readonly Spell[] s_placebo = Spells("1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23");

    private static Subject[] Leukaemia => Arms(s_maintained, s_not);

    private static Subject[] Remission => Arms(s_treated, s_placebo);

    [Fact]
    public void KaplanMeier_OfLeukaemia_IsAsKnown()
    {
        var curve = KaplanMeier.Of(s_maintained);

        curve.At(13).Survival.ShouldBeNear(.818182, 6e-7);
        curve.At(13).StandardError.ShouldBeNear(.116291, 6e-7);
        curve.At(48).Survival.ShouldBeNear(.184091, 6e-7);
        curve.At(8.9).Survival.ShouldBe(1);
        curve.Median.ShouldBe(31);
        curve.AtRisk(13).ShouldBe(10);
        curve.AtRisk(14).ShouldBe(8);
        curve.AtRisk(162).ShouldBe(0);
    }

    [Fact]
    public void KaplanMeier_MedianThatIsNotReached_IsNone()
    {
        var curve = KaplanMeier.Of(Spells("3 5+ 6+ 9+ 20+"));

        curve.Median.ShouldBeNull();
        curve.MedianInterval.High.ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void KaplanMeier_EventAndCensoringAtOnce_CountsTheCensoredAsAtRisk() => KaplanMeier.Of(Spells("5+ 5")).At(5).Survival.ShouldBe(0.5);

    [Fact]
    public void KaplanMeier_LongerObservation_NeverLowersTheNumberAtRisk()
    {
        var random = new Random(3);
        for (var round = 0; round < 100; round++)
        {
            var ends = Enumerable.Range(0, 30).Select(_ => (Begin: random.NextDouble() * 50, Event: random.NextDouble() * 100)).ToArray();
            var (early, late) = (At(ends, 60), At(ends, 90));

            for (var time = 0.5; time < 60; time += 3)
            {
                late.AtRisk(time).ShouldBeGreaterThanOrEqualTo(early.AtRisk(time));
            }
        }

        static KaplanMeier At((double Begin, double Event)[] ends, double now) =>
            KaplanMeier.Of(ends.Select(end => new Spell(Math.Min(end.Event, now - end.Begin), end.Event <= now - end.Begin)));
    }

    [Fact]
    public void LogRank_OfLeukaemia_IsAsSurvdiffPrints()
    {
        var test = LogRank.Of(Leukaemia);

        (test.Observed, test.Events).ShouldBe((7, 18));
        test.Expected.ShouldBeNear(10.689, 5e-5);
        test.ChiSquared.ShouldBeNear(3.39639, 5e-6);
        test.P.ShouldBeNear(.0653393);
    }

    [Fact]
    public void LogRank_OfRemission_IsAsKnown() => LogRank.Of(Remission).ChiSquared.ShouldBeNear(16.79294, 5e-7);

    [Fact]
    public void Cox_OfLeukaemia_IsAsCoxph()
    {
        // The arms the other way round than above: what not to maintain costs.
        var cox = CoxRegression.Of(Arms(s_not, s_maintained)).ShouldNotBeNull();

        cox.Coefficient.ShouldBeNear(.915533, 6e-7);
        cox.Ratio.ShouldBeNear(2.49811, 5e-6);
        cox.StandardError.ShouldBeNear(.511934, 6e-7);
        cox.LikelihoodRatio.ShouldBeNear(3.38445, 5e-6);
        cox.Wald().ShouldBeNear(Math.Exp(.915533 - (1.959964 * .511934)), Math.Exp(.915533 + (1.959964 * .511934)), 5e-6);
        cox.Interval.Low.ShouldBeLessThan(1);
        CoxRegression.Of(Arms(s_not, s_maintained), Ties.Breslow).ShouldNotBeNull().Coefficient.ShouldBeNear(.904220, 6e-7);
    }

    [Fact]
    public void Cox_OfRemission_IsAsKnown()
    {
        var cox = CoxRegression.Of(Remission).ShouldNotBeNull();

        cox.Coefficient.ShouldBeNear(-1.572125, 6e-7);
        cox.StandardError.ShouldBeNear(.412397, 6e-7);
        cox.Ratio.ShouldBeNear(.207604, 3e-6);
        CoxRegression.Of(Remission, Ties.Breslow).ShouldNotBeNull().Coefficient.ShouldBeNear(-1.509191, 6e-7);
    }

    [Fact]
    public void Cox_ArmWithoutEvents_GivesNoEstimateButABound()
    {
        var cox = CoxRegression.Of(Arms(Spells("9+ 12+ 20+ 30+ 31+ 40+"), Spells("3 5 8 13 18 25+"))).ShouldNotBeNull();

        cox.Coefficient.ShouldBe(double.NegativeInfinity);
        cox.Interval.Low.ShouldBe(0);
        cox.Interval.High.ShouldBeInRange(0.05, 1);
        CoxRegression.Of(Arms(Spells("3 5 8 13 18 25+"), Spells("9+ 12+ 20+ 30+ 31+ 40+"))).ShouldNotBeNull().Interval.Low.ShouldBeNear(1 / cox.Interval.High, 1e-6);
    }

    [Fact]
    public void Cox_ArmsThatWereNeverAtRiskTogether_IsNothing() => CoxRegression.Of(Arms(Spells("10 11"), Spells("1+ 2+"))).ShouldBeNull();

    [Fact]
    public void Comparison_OfStrata_IsWithinEach()
    {
        // Two strata of the same data, all times of the second one doubled: the same evidence twice.
        var strata = Leukaemia.Concat(Leukaemia.Select(subject => new Subject(subject.Spell with { Time = subject.Spell.Time * 2 }, subject.First, 1))).ToArray();

        LogRank.Of(strata).ChiSquared.ShouldBeNear(2 * LogRank.Of(Leukaemia).ChiSquared, 1e-9);
        CoxRegression.Of(strata).ShouldNotBeNull().Coefficient.ShouldBeNear(CoxRegression.Of(Leukaemia).ShouldNotBeNull().Coefficient, 1e-9);
    }

    private static Subject[] Arms(Spell[] first, Spell[] second) =>
        [.. first.Select(spell => new Subject(spell, true)), .. second.Select(spell => new Subject(spell, false))];

    /// <summary>As textbooks print them: a plus says that nothing had happened by then.</summary>
    private static Spell[] Spells(string text) =>
        [.. text.Split(' ').Select(word => new Spell(double.Parse(word.TrimEnd('+'), System.Globalization.CultureInfo.InvariantCulture), !word.EndsWith('+')))];
}
