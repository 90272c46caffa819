using Shouldly;
using Xunit;

namespace Plumbline.Attach.Tests.Statistics;

public sealed class HyperLogLogTests
{
    [Theory]
    [InlineData(10, 0)]
    [InlineData(10, 1)]
    [InlineData(10, 100)]
    [InlineData(12, 10_000)]
    [InlineData(12, 1_000_000)]
    [InlineData(14, 300_000)]
    public void Count_OfSoManyDifferentValues_IsWithinFourStandardErrors(int precision, int count)
    {
        var sketch = Of(precision, 0, count);

        Math.Abs(sketch.Count() - count).ShouldBeLessThanOrEqualTo(4 * sketch.StandardError * count);
    }

    [Fact]
    public void Count_OverManyRuns_HasTheStatedError()
    {
        const int Runs = 200;
        const int Values = 5000;
        var squares = Enumerable.Range(1, Runs).Sum(run => Math.Pow((Of(8, run * 1_000_000, Values).Count() / Values) - 1, 2));

        Math.Sqrt(squares / Runs).ShouldBeInRange(0.5 * 1.04 / 16, 1.3 * 1.04 / 16);
    }

    [Fact]
    public void Add_TheSameAgain_ChangesNothing()
    {
        var sketch = Of(10, 0, 500);
        var before = sketch.Count();

        foreach (var value in Enumerable.Range(0, 500))
        {
            sketch.Add(HyperLogLog.Mix((ulong)value));
        }

        sketch.Count().ShouldBe(before);
    }

    [Fact]
    public void Merge_AnyOrder_IsThatOfAllValues()
    {
        var all = Of(10, 0, 30_000).Count();
        HyperLogLog[] parts() => [Of(10, 0, 12_000), Of(10, 8_000, 12_000), Of(10, 20_000, 10_000)];
        var (forward, backward) = (parts(), parts());
        forward[0].Merge(forward[1]);
        forward[0].Merge(forward[2]);
        backward[2].Merge(backward[1]);
        backward[2].Merge(backward[0]);
        backward[2].Merge(backward[2]);

        forward[0].Count().ShouldBe(all);
        backward[2].Count().ShouldBe(all);
    }

    [Fact]
    public void Merge_WithAnother_Precision_IsRefused() => Should.Throw<ArgumentException>(() => new HyperLogLog(4).Merge(new HyperLogLog(5)));

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    public void Precision_OutOfRange_IsRefused(int precision) => Should.Throw<ArgumentOutOfRangeException>(() => new HyperLogLog(precision));

    private static HyperLogLog Of(int precision, int first, int count)
    {
        var sketch = new HyperLogLog(precision);
        for (var value = first; value < first + count; value++)
        {
            sketch.Add(HyperLogLog.Mix((ulong)value));
        }

        return sketch;
    }
}
