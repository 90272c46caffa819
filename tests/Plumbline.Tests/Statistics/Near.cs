using Plumbline.Statistics;
using Shouldly;

namespace Plumbline.Tests.Statistics;

internal static class Near
{
    /// <summary>To as many digits as the known answer has.</summary>
    public static void ShouldBeNear(this double value, double expected, double tolerance = 5e-7) =>
        value.ShouldBe(expected, Math.Max(tolerance, Math.Abs(expected) * tolerance));

    public static void ShouldBeNear(this Interval interval, double low, double high, double tolerance = 5e-7)
    {
        interval.Low.ShouldBeNear(low, tolerance);
        interval.High.ShouldBeNear(high, tolerance);
    }
}
