using Plumbline.Statistics;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Statistics;

public class RateRatioTests
{
    [Fact]
    public void Of_AsbestosWorkers_IsBarelyNonSignificant()
    {
        // The example of the vignette of R's rateratio.test.
        var ratio = RateRatio.Of(new Rate(2, 17877), new Rate(9, 16660));

        ratio.Estimate.ShouldBeNear(0.2070942);
        ratio.Exact.ShouldBeNear(0.0217741, 1.0005491);
        ratio.CentralP.ShouldBeNear(0.0501065);
        ratio.MidP.ShouldBeNear(0.0304958, 0.8695232);
        ratio.MidPValue.ShouldBeNear(0.02927, 5e-6);
        ratio.MinLikeP.ShouldBeNear(0.0330942);
    }

    [Fact]
    public void Of_TheExampleOfPoissonTest_IsAsR()
    {
        var ratio = RateRatio.Of(new Rate(11, 800), new Rate(21, 3011));

        ratio.Estimate.ShouldBeNear(1.971488);
        ratio.Exact.ShouldBeNear(0.8584264, 4.2772659);
        ratio.MinLikeP.ShouldBeNear(0.0796686);
        ratio.CentralP.ShouldBeNear(0.1120173);
        ratio.MidP.ShouldBeNear(0.9166021, 4.0584043);
    }

    [Fact]
    public void Of_Fluoroscopy_IsAsRothmanHasIt()
    {
        var ratio = RateRatio.Of(new Rate(41, 28010), new Rate(15, 19017));

        ratio.Estimate.ShouldBeNear(1.855759);
        ratio.Exact.ShouldBeNear(1.005684, 3.609300);
        ratio.MidP.ShouldBeNear(1.041075, 3.449423);
        ratio.CentralP.ShouldBeNear(0.04766, 5e-6);
    }

    [Fact]
    public void Of_CountsOfOneAndNone_HasItsKnownLimits()
    {
        RateRatio.Of(new Rate(0, 1), new Rate(5, 1)).Exact.ShouldBeNear(0, 1.0912791);
        var even = RateRatio.Of(new Rate(1, 7), new Rate(1, 7));
        even.Exact.ShouldBeNear(0.0127394, 78.4968, 1e-5);
        even.MidP.ShouldBeNear(1 / 39.0, 39, 1e-9);
    }

    [Theory]
    [InlineData(5, 0.0625, 0.03125)]
    [InlineData(6, 0.03125, 0.015625)]
    public void Of_NoneAgainstAFew_IsNotSignificantAtFive(long events, double central, double midP)
    {
        var ratio = RateRatio.Of(new Rate(events, 1), new Rate(0, 1));

        ratio.CentralP.ShouldBeNear(central);
        ratio.MidPValue.ShouldBeNear(midP);
        ratio.Estimate.ShouldBe(double.PositiveInfinity);
        ratio.Exact.High.ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Of_NoEvents_SaysNothing()
    {
        var ratio = RateRatio.Of(new Rate(0, 3), new Rate(0, 5));

        ratio.Estimate.ShouldBe(double.NaN);
        ratio.Exact.ShouldBe(new Interval(0, double.PositiveInfinity));
        ratio.CentralP.ShouldBe(1);
    }

    [Fact]
    public void Of_SwappedArms_InvertsTheRatioAndItsIntervals()
    {
        var random = new Random(4711);
        for (var i = 0; i < 200; i++)
        {
            var (one, other) = (new Rate(random.Next(0, 60), 1 + (random.NextDouble() * 5000)), new Rate(random.Next(1, 60), 1 + (random.NextDouble() * 5000)));
            var (ratio, swapped) = (RateRatio.Of(one, other), RateRatio.Of(other, one));

            swapped.Estimate.ShouldBeNear(1 / ratio.Estimate, 1e-9);
            swapped.Exact.ShouldBeNear(ratio.Exact.Inverse().Low, ratio.Exact.Inverse().High, 1e-6);
            swapped.MidP.ShouldBeNear(ratio.MidP.Inverse().Low, ratio.MidP.Inverse().High, 1e-6);
            swapped.MinLikeP.ShouldBeNear(ratio.MinLikeP, 1e-9);
        }
    }

    [Fact]
    public void Of_CentralP_AgreesWithTheExactInterval()
    {
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var ratio = RateRatio.Of(new Rate(random.Next(0, 40), 1 + random.Next(500)), new Rate(random.Next(0, 40), 1 + random.Next(500)));

            // Both say the same of a ratio of one.
            (ratio.CentralP < 0.05).ShouldBe(!ratio.Exact.Contains(1));
            (ratio.MidPValue < 0.05).ShouldBe(!ratio.MidP.Contains(1));
        }
    }

    [Fact]
    public void Of_ManyEvents_IsFastAndFinite()
    {
        var ratio = RateRatio.Of(new Rate(400_000, 9e5), new Rate(600_000, 11e5));

        ratio.Estimate.ShouldBeNear(4.0 / 9 / (6.0 / 11));
        ratio.Exact.Low.ShouldBeInRange(0.80, ratio.Estimate);
        ratio.Exact.High.ShouldBeInRange(ratio.Estimate, 0.83);
        ratio.MinLikeP.ShouldBeLessThan(1e-100);
    }

    [Theory]
    [InlineData(1.25, 0.5, 634)]
    [InlineData(1.25, 0.2, 900)]
    [InlineData(1.5, 0.5, 194)]
    [InlineData(1.5, 0.2, 254)]
    [InlineData(2, 0.5, 69)]
    [InlineData(2, 0.2, 79)]
    [InlineData(3, 0.5, 29)]
    [InlineData(3, 0.2, 28)]
    public void EventsNeeded_ByRatioAndShare_IsTheKnownNumber(double ratio, double share, long events) =>
        RateRatio.EventsNeeded(ratio, share).ShouldBe(events);

    [Theory]
    [InlineData(0, 0, 3.688879)]
    [InlineData(1, 0.025318, 5.571643)]
    [InlineData(3, 0.618672, 8.767273)]
    [InlineData(5, 1.623486, 11.668332)]
    [InlineData(10, 4.795389, 18.390356)]
    [InlineData(20, 12.216520, 30.888378)]
    public void Garwood_OfACount_IsAsInTheTables(long events, double low, double high) => new Rate(events, 1).Garwood().ShouldBeNear(low, high, 6e-7);

    /// <summary>Of none, half of P(0) is the tail: exp(-m) = .05, so m = 2.995732. The exact limits of ten (4.795389 to 18.390356) lie outside of the mid-P ones.</summary>
    [Fact]
    public void MidP_OfARate_IsWithinTheExactInterval()
    {
        new Rate(0, 1).MidP().ShouldBeNear(0, 2.995732);
        for (var events = 0; events < 200; events += 7)
        {
            var (inner, outer) = (new Rate(events, 2).MidP(), new Rate(events, 2).Garwood());
            inner.Low.ShouldBeGreaterThanOrEqualTo(outer.Low);
            inner.High.ShouldBeLessThan(outer.High);
            inner.Contains(events / 2.0).ShouldBeTrue();
        }
    }
}
