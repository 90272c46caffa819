using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Attach.Tests.Statistics;

public sealed class DdSketchTests
{
    private static readonly double[] s_quantiles = [0, 0.01, 0.25, 0.5, 0.9, 0.99, 0.999, 1];

    public static TheoryData<string, double[]> Samples()
    {
        var random = new Random(20250101);
        double[] Many(Func<double> next) => [.. Enumerable.Range(0, 20_000).Select(_ => next())];
        return new TheoryData<string, double[]>
        {
            { "uniform", Many(() => random.NextDouble() * 1000) },
            { "exponential", Many(() => -Math.Log(1 - random.NextDouble()) * 50) },
            { "heavy tail", Many(() => Math.Pow(1 - random.NextDouble(), -1.2)) },
            { "fifteen decades", Many(() => Math.Pow(10, (random.NextDouble() * 15) - 3)) },
            { "one value", [42.5] },
            { "two far values", [0.001, 3_600_000_000] },
            { "all the same", [.. Enumerable.Repeat(7.0, 1000)] },
        };
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Quantile_AgainstSortedValues_IsWithinOnePercent(string name, double[] values)
    {
        var sketch = Of(values);
        var sorted = values.Order().ToArray();

        foreach (var q in s_quantiles)
        {
            var exact = sorted[Math.Max(0, (int)Math.Ceiling(q * sorted.Length) - 1)];
            Math.Abs(sketch.Quantile(q) - exact).ShouldBeLessThanOrEqualTo(exact * DdSketch.Accuracy * 1.000001, $"{name}, q={q}");
        }

        sketch.Count.ShouldBe(values.Length);
        sketch.Min.ShouldBe(sorted[0]);
        sketch.Max.ShouldBe(sorted[^1]);
        sketch.Sum.ShouldBe(values.Sum(), values.Sum() * 1e-9);
    }

    [Fact]
    public void Merge_TwoHalves_EqualsTheWhole()
    {
        var random = new Random(7);
        var values = Enumerable.Range(0, 5000).Select(_ => random.NextDouble() * 10_000).ToArray();
        var merged = Of(values[..1234]);

        merged.Merge(Of(values[1234..]));
        merged.Merge(new DdSketch());

        var whole = Of(values);
        merged.Buckets().ShouldBe(whole.Buckets());
        (merged.Count, merged.Min, merged.Max).ShouldBe((whole.Count, whole.Min, whole.Max));
    }

    [Fact]
    public void Add_AnyBucket_LiesBetweenItsBounds()
    {
        foreach (var value in new[] { 0.0011, 0.5, 1, 1.0001, 2, 99.99, 1e6, 1e12 })
        {
            var index = DdSketch.IndexOf(value);
            value.ShouldBeLessThanOrEqualTo(DdSketch.UpperBound(index) * 1.0000001);
            value.ShouldBeGreaterThan(DdSketch.UpperBound(index - 1) * 0.9999999);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void Add_NotPositive_CountsAsZero(double value)
    {
        var sketch = Of([value]);

        sketch.Count.ShouldBe(1);
        sketch.Quantile(0.5).ShouldBe(0);
        sketch.Sum.ShouldBe(0);
    }

    [Fact]
    public void Add_Infinity_FallsIntoTheLastBucket() => Of([double.PositiveInfinity]).Buckets().ShouldHaveSingleItem().Index.ShouldBe(1702);

    [Fact]
    public void Quantile_OfNothing_IsNaN() => new DdSketch().Quantile(0.5).ShouldBe(double.NaN);

    [Fact]
    public void From_MessageOfAgent_GivesSameQuantiles()
    {
        var sketch = Of([.. Enumerable.Range(1, 1000).Select(i => (double)i)]);
        var message = new Timed(1, 2, sketch.Count, 0, 0, sketch.Min, sketch.Max, sketch.Sum, sketch.Buckets());

        var received = DdSketch.From((Timed)WireJson.Deserialize(WireJson.Serialize(message)));

        received.Quantile(0.9).ShouldBe(sketch.Quantile(0.9));
        received.Buckets().ShouldBe(sketch.Buckets());
    }

    [Fact]
    public void From_HostileBuckets_LeavesThemOut()
    {
        var message = new Timed(1, 1, 5, 0, 0, 1, 2, 3, [new(int.MinValue, 5), new(int.MaxValue, 5), new(3, -4), new(4, 2)]);

        DdSketch.From(message).Buckets().ShouldBe([new TimeBucket(4, 2)]);
    }

    private static DdSketch Of(double[] values)
    {
        var sketch = new DdSketch();
        foreach (var value in values)
        {
            sketch.Add(value);
        }

        return sketch;
    }
}
