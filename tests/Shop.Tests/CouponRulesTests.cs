using Shouldly;
using Xunit;

namespace Shop.Tests;

public sealed class CouponRulesTests
{
    private static readonly DateOnly s_today = new(2026, 3, 29);
    private static readonly Coupon s_tenPercent =
        new("TEN", CouponKind.Percent, 10m, 0m, s_today, s_today, Only: null, Stackable: true, UsesLeft: null);

    [Theory]
    [InlineData(-1, "is not valid before 2026-03-29")]
    [InlineData(0, null)]
    [InlineData(1, "expired on 2026-03-29")]
    public void Judge_AroundTheDaysOfValidity_CountsThemInclusively(int days, string? rejection) =>
        CouponRules.Judge([s_tenPercent], Basket(10m), s_today.AddDays(days)).Single().Rejection.ShouldBe(rejection);

    [Theory]
    [InlineData(19.99, "needs a basket of at least 20.00")]
    [InlineData(20.00, null)]
    public void Judge_MinimumSpend_IsReachedExactly(double price, string? rejection) =>
        CouponRules.Judge([s_tenPercent with { MinimumSpend = 20m }], Basket((decimal)price), s_today).Single().Rejection.ShouldBe(rejection);

    [Fact]
    public void Judge_OneThatStandsAlone_KeepsTheFirst()
    {
        var alone = s_tenPercent with { Code = "ALONE", Stackable = false };

        Accepted(CouponRules.Judge([alone, s_tenPercent], Basket(10m), s_today)).ShouldBe(["ALONE"]);
        Accepted(CouponRules.Judge([s_tenPercent, alone], Basket(10m), s_today)).ShouldBe(["TEN"]);
    }

    [Fact]
    public void Judge_OtherCategory_IsRejected() =>
        CouponRules.Judge([s_tenPercent with { Only = Category.Books }], Basket(10m), s_today).Single().Rejection.ShouldBe("is only for Books");

    [Theory]
    [InlineData(0.05, 0.01)]
    [InlineData(0.04, 0.00)]
    [InlineData(99.95, 10.00)]
    public void Worth_Percent_RoundsHalfACentUp(double price, double worth) =>
        CouponRules.Worth(s_tenPercent, Basket((decimal)price)).ShouldBe((decimal)worth);

    private static Basket Basket(decimal price) =>
        new([new BasketLine(new Product("T", "Tea", Category.Tea, price, 100, []), 1)]);

    private static IEnumerable<string> Accepted(IEnumerable<CouponVerdict> verdicts) =>
        verdicts.Where(verdict => verdict.Accepted).Select(verdict => verdict.Coupon.Code);
}
