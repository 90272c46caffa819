using Plumbline.Statistics;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Statistics;

public class ProportionTests
{
    [Theory]
    [InlineData(81, 263, .2553, .3662, .2527, .3676, .2544, .3658)]
    [InlineData(15, 148, .0624, .1605, .0578, .1617, .0601, .1581)]
    [InlineData(0, 20, 0, .1611, 0, .1684, 0, .1391)]
    [InlineData(1, 29, .0061, .1718, .0009, .1776, .0017, .1585)]
    public void Intervals_OfNewcombesTable_AreThose(
        long hits, long trials, double wilsonLow, double wilsonHigh, double exactLow, double exactHigh, double midLow, double midHigh)
    {
        var share = new Proportion(hits, trials);

        share.Wilson().ShouldBeNear(wilsonLow, wilsonHigh, 5.1e-5);
        share.ClopperPearson().ShouldBeNear(exactLow, exactHigh, 5.1e-5);
        share.MidP().ShouldBeNear(midLow, midHigh, 5.1e-5);
    }

    [Fact]
    public void Wilson_OfFourFailedDeploymentsOf23_IsAsKnown() => new Proportion(4, 23).Wilson().ShouldBeNear(.070, .371, 5.1e-4);

    [Fact]
    public void Difference_OfNewcombesExample_IsThat()
    {
        var difference = ProportionDifference.Of(new Proportion(56, 70), new Proportion(48, 80));

        difference.Estimate.ShouldBeNear(.2);
        difference.Interval.ShouldBeNear(.0524, .3339, 5.1e-5);
    }

    [Fact]
    public void Fisher_TeaTasting_IsAsR()
    {
        var tea = FisherTest.Of(new Proportion(3, 4), new Proportion(1, 4));

        tea.TwoSided.ShouldBeNear(.485714, 6e-7);
        tea.Greater.ShouldBeNear(.242857, 6e-7);
    }

    [Fact]
    public void Proportion_MoreHitsThanTrials_IsRefused() => Should.Throw<ArgumentOutOfRangeException>(() => new Proportion(5, 4));

    [Fact]
    public void Intervals_OfAnyShare_HoldItAndStayWithinZeroAndOne()
    {
        for (var trials = 1; trials < 40; trials++)
        {
            for (var hits = 0; hits <= trials; hits++)
            {
                var share = new Proportion(hits, trials);
                foreach (var interval in new[] { share.Wilson(), share.ClopperPearson(), share.MidP() })
                {
                    interval.Low.ShouldBeInRange(0, share.Estimate);
                    interval.High.ShouldBeInRange(share.Estimate, 1);
                }

                share.MidP().Low.ShouldBeGreaterThanOrEqualTo(share.ClopperPearson().Low);
            }
        }
    }

    [Fact]
    public void BenjaminiHochberg_OfTheirExample_RejectsFour()
    {
        double[] values = [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1.0];

        BenjaminiHochberg.Adjust(values).Count(p => p <= .05).ShouldBe(4);
        values.Count(p => p <= .05 / values.Length).ShouldBe(3);
        BenjaminiHochberg.Adjust([.04, .01, .03]).ShouldBe([.04, .03, .04], 1e-12);
    }
}
