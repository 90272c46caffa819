using Plumbline.Agent.Facts;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Facts;

public sealed class NumberFactTests
{
    private const int Many = 200_000;
    private readonly LearningMethod _method = new();

    [Theory]
    [InlineData(-5, nameof(FirstKind.Negative), "negative")]
    [InlineData(0, nameof(FirstKind.Zero), "zero")]
    [InlineData(1000, nameof(FirstKind.Range), "more than ten times higher than ever")]
    public void WholeNumber_OneToTenForLong_ThenAnother_IsAFirstOnce(double value, string kind, string what)
    {
        var fact = Number();
        _method.Call(fact, Uniform(48_211, 1, 10)).ShouldBeEmpty();

        var first = _method.Call(fact, value).ShouldHaveSingleItem();

        (first.Kind.ToString(), first.What, first.Name, first.Calls).ShouldBe((kind, what, "discount", 48_212));
        _method.Call(fact, value, value, value).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(double.NaN, nameof(FirstKind.NotANumber))]
    [InlineData(double.PositiveInfinity, nameof(FirstKind.Infinite))]
    [InlineData(double.NegativeInfinity, nameof(FirstKind.Infinite))]
    public void Real_NoNumberAfterManyNumbers_IsAFirstOnce(double value, string kind)
    {
        var fact = Number(isWhole: false);
        _method.Call(fact, UniformReals(5000, -3, 3)).ShouldBeEmpty();

        _method.Call(fact, value).ShouldHaveSingleItem().Kind.ToString().ShouldBe(kind);
        _method.Call(fact, value, 1.5).ShouldBeEmpty();
    }

    [Fact]
    public void Anything_BeforeAThousandCalls_IsNoFirst()
    {
        var fact = Number();

        _method.Call(fact, Enumerable.Repeat(5.0, 990)).ShouldBeEmpty();
        _method.Call(fact, -1, 0, 100_000).ShouldBeEmpty();
    }

    [Fact]
    public void Ids_ThatGrowForEver_AreNeverAFirst_AndAreSeldomAskedAbout()
    {
        _method.Call(Number(), Enumerable.Range(1, Many).Select(id => (double)id)).ShouldBeEmpty();

        _method.Asked.ShouldBeLessThan(25);
    }

    [Fact]
    public void Ids_OfALaterDay_AreNoFirst() => _method.Call(Number(), Enumerable.Range(7_000_000, Many).Select(id => (double)id)).ShouldBeEmpty();

    [Fact]
    public void Times_InTicks_AreNeverAFirst() =>
        _method.Call(Number(), Enumerable.Range(0, Many).Select(i => 638_000_000_000_000_000.0 + (i * 1e7))).ShouldBeEmpty();

    [Theory]
    [InlineData(0, 1000)]
    [InlineData(0, 100_000)]
    [InlineData(1, 1_000_000)]
    [InlineData(-500, 500)]
    [InlineData(-1_000_000, -1)]
    public void RandomNumbers_EachAsOftenAsAnother_AreNeverAFirst(int from, int to) => _method.Call(Number(), Uniform(Many, from, to)).ShouldBeEmpty();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 1e-9)]
    [InlineData(-1, 1)]
    public void RandomReals_EachAsOftenAsAnother_AreNeverAFirst(double from, double to) =>
        _method.Call(Number(isWhole: false), UniformReals(Many, from, to)).ShouldBeEmpty();

    [Fact]
    public void ValueThatIsRareButSeen_IsNoFirstLater()
    {
        var fact = Number();
        var values = Uniform(Many, 1, 100).Select((value, i) => i % 700 == 0 ? -1 : value).ToArray();

        _method.Call(fact, values).ShouldBeEmpty();
    }

    [Fact]
    public void CountDown_ThatReachesZero_IsNoFirst() => _method.Call(Number(), Enumerable.Range(0, 50_001).Select(i => 50_000.0 - i)).ShouldBeEmpty();

    [Fact]
    public void HeavyTail_TellsNextToNothing()
    {
        var random = new Random(7);
        var values = Enumerable.Range(0, Many).Select(_ => Math.Floor(10 * Math.Pow(1 - random.NextDouble(), -0.9)));

        _method.Call(Number(), values).Count.ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void Size_ZeroAfterMany_IsEmpty()
    {
        var fact = new NumberFact(_method.Facts, "items", isWhole: true, isSize: true);
        _method.Call(fact, Uniform(3000, 1, 5)).ShouldBeEmpty();

        var first = _method.Call(fact, 0).ShouldHaveSingleItem();

        (first.Kind, first.What).ShouldBe((FirstKind.Empty, "empty"));
    }

    [Fact]
    public void Size_FarBeyondAll_IsTold()
    {
        var fact = new NumberFact(_method.Facts, "cart", isWhole: true, isSize: true);
        _method.Call(fact, Uniform(3000, 1, 8)).ShouldBeEmpty();

        _method.Call(fact, 400).ShouldHaveSingleItem().What.ShouldBe("more than ten times longer than ever");
    }

    [Fact]
    public void LargestNumbers_DoNotWrapRound()
    {
        var fact = Number();

        _method.Call(fact, Enumerable.Repeat((double)long.MaxValue, 3).Concat(Enumerable.Repeat((double)long.MinValue, 3))).ShouldBeEmpty();

        FactCells.Read(fact.Cells).ShouldBe(long.MinValue);
        FactCells.Read(fact.Cells, 1).ShouldBe(long.MaxValue);
    }

    private NumberFact Number(bool isWhole = true) => new(_method.Facts, "discount", isWhole);

    private static double[] Uniform(int count, int from, int to)
    {
        var random = new Random(20250101);
        return [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(from, to + 1))];
    }

    private static double[] UniformReals(int count, double from, double to)
    {
        var random = new Random(20250101);
        return [.. Enumerable.Range(0, count).Select(_ => from + (random.NextDouble() * (to - from)))];
    }
}
