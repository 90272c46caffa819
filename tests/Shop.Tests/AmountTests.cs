using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Shop.Tests;

public sealed class AmountTests(ShopProcess shop)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(62.25, 3, 20.75)]
    [InlineData(100.00, 4, 25.00)]
    [InlineData(21.72, 2, 10.86)]
    public void Share_OfABill_LeavesNothingOpen(double total, int people, double share)
    {
        var order = new Order(7, Guid.Empty, 1, OrderStatus.Paid, DateTimeOffset.UnixEpoch, new Amounts((decimal)total, 0m, 0m, 0m));

        var bill = SharedBill.Of(order, people);

        bill.Shares.ShouldBe(Enumerable.Repeat((decimal)share, people));
        bill.Open.ShouldBe(0m);
    }

    [Fact]
    public void Points_AreWholeUnitsOfMoney()
    {
        Basket Of(params (decimal Price, int Quantity)[] lines) =>
            new([.. lines.Select(line => new BasketLine(new Product("T", "Tea", Category.Tea, line.Price, 100, []), line.Quantity))]);

        LoyaltyPoints.For(Of()).ShouldBe(0);
        LoyaltyPoints.For(Of((4.95m, 3))).ShouldBe(14);
        LoyaltyPoints.For(Of((99.99m, 999), (0.99m, 1))).ShouldBe(99_891);
    }

    [Fact]
    public async Task Cart_WithACouponForShipping_PaysTheRestOfIt()
    {
        var cart = await shop.OpenCart(1, ("CUP-001", 1));
        await ShopProcess.Json(await shop.AddCoupon(cart, "SHIP5"));

        var shown = await shop.Http.GetFromJsonAsync<JsonElement>(cart, Cancel);

        var amounts = shown.GetProperty("quote").GetProperty("amounts");
        amounts.GetProperty("shipping").GetDecimal().ShouldBe(0.45m);
        amounts.GetProperty("total").GetDecimal().ShouldBe(15.67m);
    }

    [Fact]
    public async Task Cart_ThatIsSentForNothing_StaysSoWithACouponForShipping()
    {
        var cart = await shop.OpenCart(1, ("BOOK-001", 2));
        await ShopProcess.Json(await shop.AddCoupon(cart, "SHIP3"));

        var shown = await shop.Http.GetFromJsonAsync<JsonElement>(cart, Cancel);

        shown.GetProperty("quote").GetProperty("amounts").GetProperty("shipping").GetDecimal().ShouldBe(0m);
    }

    [Fact]
    public async Task Popularity_OfACart_CountsTheOrdersOfEachProduct()
    {
        var cart = await shop.OpenCart(1, ("P-0031", 1), ("P-0032", 2));
        async Task<long[]> Counts() =>
            [.. (await shop.Http.GetFromJsonAsync<JsonElement[]>($"{cart}/popularity", Cancel))!.Select(one => one.GetProperty("orders").GetInt64())];
        var before = await Counts();

        (await shop.Checkout(await shop.OpenCart(2, ("P-0032", 1)))).EnsureSuccessStatusCode();

        (await Counts()).ShouldBe([before[0], before[1] + 1]);
    }
}
