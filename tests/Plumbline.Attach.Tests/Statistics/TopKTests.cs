using Shouldly;
using Xunit;

namespace Plumbline.Attach.Tests.Statistics;

public sealed class TopKTests
{
    [Fact]
    public void Top_FewValues_IsExact()
    {
        var top = Of(4, 1, 2, 1, 3, 1, 2);

        top.Top().ShouldBe([(1UL, 3L, 0L), (2UL, 2L, 0L), (3UL, 1L, 0L)]);
        (top.Total, top.Replaced, top.Count).ShouldBe((6, 0, 3));
    }

    [Fact]
    public void Add_GivesTheCountBefore()
    {
        var top = new TopK(2);

        top.Add(7).ShouldBe(0);
        top.Add(7).ShouldBe(1);
        top.Add(8).ShouldBe(0);
        top.Add(9).ShouldBe(0);
        top.Add(9).ShouldBe(2, "it took over the counter of 8, which stood at 1");
    }

    /// <summary>The example of the paper's idea: the value that is new takes over the least counter, and its error says so.</summary>
    [Fact]
    public void Add_BeyondCapacity_TakesOverTheLeast()
    {
        var top = Of(2, 1, 1, 2, 3);

        top.Top().ShouldBe([(1UL, 2L, 0L), (3UL, 2L, 1L)]);
        top.Replaced.ShouldBe(1);
    }

    [Fact]
    public void Top_OfASkewedStream_KeepsThePromises()
    {
        var random = new Random(20250101);
        var values = Enumerable.Range(0, 50_000).Select(_ => (ulong)Math.Min(5000, 1 / (1 - random.NextDouble()))).ToArray();
        var top = Of(50, values);

        Check(top, values);
    }

    [Fact]
    public void Merge_OfParts_KeepsThePromises()
    {
        var random = new Random(42);
        var values = Enumerable.Range(0, 60_000).Select(_ => (ulong)Math.Min(5000, 1 / (1 - random.NextDouble()))).ToArray();
        var merged = Of(50, values[..20_000]);
        merged.Merge(Of(50, values[20_000..45_000]));
        merged.Merge(Of(50, values[45_000..]));

        merged.Total.ShouldBe(values.Length);
        Check(merged, values, slack: 3);
    }

    [Fact]
    public void Merge_OfExactParts_IsExactInAnyOrder()
    {
        var one = Of(8, 1, 1, 2);
        one.Merge(Of(8, 2, 3, 3, 3));
        var other = Of(8, 2, 3, 3, 3);
        other.Merge(Of(8, 1, 1, 2));

        one.Top().ShouldBe([(3UL, 3L, 0L), (1UL, 2L, 0L), (2UL, 2L, 0L)]);
        other.Top().ShouldBe(one.Top());
    }

    [Fact]
    public void Merge_WithNothing_ChangesNothing()
    {
        var top = Of(2, 1, 1, 2, 3);
        var before = top.Top();
        top.Merge(new TopK(2));

        top.Top().ShouldBe(before);
    }

    private static void Check(TopK top, ulong[] values, int slack = 1)
    {
        var exact = values.CountBy(value => value).ToDictionary();
        var bound = slack * values.Length / top.Capacity;
        foreach (var (hash, count, error) in top.Top())
        {
            ((long)exact[hash]).ShouldBeInRange(count - error, count);
            error.ShouldBeLessThanOrEqualTo(bound);
        }

        exact.Where(value => value.Value > bound).ShouldAllBe(value => top.Top().Any(counter => counter.Hash == value.Key));
    }

    private static TopK Of(int capacity, params ulong[] values)
    {
        var top = new TopK(capacity);
        foreach (var value in values)
        {
            top.Add(value);
        }

        return top;
    }
}
