using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Shop.Tests;

/// <summary>Amounts worked out by hand from the seed: TEA-001 4.95 (4.50 from 10), CUP-001 12.50, BOOK-001 39.00.</summary>
public sealed class CheckoutTests(ShopProcess shop)
{
    private const int DutchStandard = 1;
    private const int GermanSilver = 2;
    private const int FrenchGold = 3;
    private const int American = 4;

    [Fact]
    public async Task Checkout_OneCup_AddsShippingAndTax()
    {
        var order = await Buy(await shop.OpenCart(DutchStandard, ("CUP-001", 1)));

        // 12.50, 4.95 + 0.50 for one started kilogram, 21 % of 17.95.
        ShouldCost(order, subtotal: 12.50m, discount: 0m, shipping: 5.45m, tax: 3.77m, total: 21.72m);
        order.GetProperty("status").GetString().ShouldBe("Paid");
    }

    [Fact]
    public async Task Checkout_TenPiecesOfTea_TakesThePriceBreak()
    {
        var order = await Buy(await shop.OpenCart(DutchStandard, ("TEA-001", 10)));

        ShouldCost(order, subtotal: 45m, discount: 0m, shipping: 6.45m, tax: 10.80m, total: 62.25m);
    }

    [Fact]
    public async Task Checkout_SilverCustomerWithTwoCoupons_TakesAllThreeOff()
    {
        var cart = await shop.OpenCart(GermanSilver, ("BOOK-001", 3), ("TEA-001", 2));
        await ShopProcess.Json(await shop.AddCoupon(cart, "teatime"));
        await ShopProcess.Json(await shop.AddCoupon(cart, "MINUS20"));

        var order = await Buy(cart);

        // 126.90 less 2 % (2.54), 15 % of the tea (1.49, half a cent rounds up) and 20; 5 started kilograms; 19 %.
        ShouldCost(order, subtotal: 126.90m, discount: 24.03m, shipping: 15.95m, tax: 22.58m, total: 141.40m);
    }

    [Fact]
    public async Task Checkout_GiftWorthMoreThanTheGoods_NeverGoesBelowZero()
    {
        var cart = await shop.OpenCart(FrenchGold, ("CUP-001", 2));
        await ShopProcess.Json(await shop.AddCoupon(cart, "GIFT50"));
        await ShopProcess.Json(await shop.AddCoupon(cart, "FREESHIP"));

        var order = await Buy(cart);

        ShouldCost(order, subtotal: 25m, discount: 25m, shipping: 0m, tax: 0m, total: 0m);
    }

    [Fact]
    public async Task Checkout_OutsideEurope_CarriesNoTax()
    {
        var order = await Buy(await shop.OpenCart(American, ("BOOK-001", 1)));

        ShouldCost(order, subtotal: 39m, discount: 0m, shipping: 27.95m, tax: 0m, total: 66.95m);
    }

    [Fact]
    public async Task Checkout_Confirmed_IsShownWithTheSameAmounts()
    {
        var paid = await Buy(await shop.OpenCart(GermanSilver, ("CUP-001", 3)));

        var shown = await shop.Http.GetFromJsonAsync<JsonElement>(
            $"/orders/{paid.GetProperty("id").GetInt64()}", TestContext.Current.CancellationToken);

        shown.GetProperty("amounts").GetProperty("total").GetDecimal().ShouldBe(paid.GetProperty("amounts").GetProperty("total").GetDecimal());
        shown.GetProperty("lines").GetArrayLength().ShouldBe(1);
        shown.GetProperty("discounts")[0].GetProperty("name").GetString().ShouldBe("Silver customer");
    }

    [Fact]
    public async Task Checkout_DeclinedCard_GivesTheStockBackAndKeepsTheCart()
    {
        var before = await shop.Stock("P-0007");
        var cart = await shop.OpenCart(DutchStandard, ("P-0007", 2));

        (await shop.Checkout(cart, "4000000000000002")).StatusCode.ShouldBe(HttpStatusCode.PaymentRequired);
        (await shop.Stock("P-0007")).ShouldBe(before);
        await Buy(cart);
        (await shop.Stock("P-0007")).ShouldBe(before - 2);
    }

    [Fact]
    public async Task Checkout_ProviderAnswersAtTheSecondAttempt_IsPaid() =>
        await Buy(await shop.OpenCart(DutchStandard, ("CUP-001", 1)), "4000000000000119");

    [Fact]
    public async Task Checkout_ProviderNeverAnswers_IsUnavailable() =>
        (await shop.Checkout(await shop.OpenCart(DutchStandard, ("CUP-001", 1)), "4000000000000044"))
            .StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

    [Fact]
    public async Task Checkout_SameCartAtOnce_IsPaidOnce()
    {
        var cart = await shop.OpenCart(DutchStandard, ("CUP-001", 1));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => shop.Checkout(cart)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(7);
    }

    [Fact]
    public async Task Checkout_LastPiecesWantedByMany_SellsWhatThereIs()
    {
        var carts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => shop.OpenCart(DutchStandard, ("POT-001", 1))));

        var answers = await Task.WhenAll(carts.Select(cart => shop.Checkout(cart)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(3);
        (await shop.Stock("POT-001")).ShouldBe(0);
    }

    [Fact]
    public async Task Checkout_CouponWithThreeUses_IsTakenThreeTimes()
    {
        async Task<HttpStatusCode> BuyWithCoupon()
        {
            var cart = await shop.OpenCart(DutchStandard, ("CUP-001", 1));
            await shop.AddCoupon(cart, "FIRST3");
            return (await shop.Checkout(cart)).StatusCode;
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => BuyWithCoupon()));

        answers.Count(answer => answer == HttpStatusCode.Created).ShouldBe(3);
        answers.Count(answer => answer == HttpStatusCode.Conflict).ShouldBe(2);
    }

    [Fact]
    public async Task Cancel_PaidOrder_ReturnsTheStockOnce()
    {
        var before = await shop.Stock("P-0011");
        var order = await Buy(await shop.OpenCart(DutchStandard, ("P-0011", 5)));
        var cancel = $"/orders/{order.GetProperty("id").GetInt64()}/cancel";

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => shop.Http.PostAsync(cancel, null)));

        answers.Count(answer => answer.IsSuccessStatusCode).ShouldBe(1);
        (await shop.Stock("P-0011")).ShouldBe(before);
    }

    private async Task<JsonElement> Buy(string cart, string card = "4242424242424242")
    {
        var answer = await shop.Checkout(cart, card);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return await ShopProcess.Json(answer);
    }

    private static void ShouldCost(JsonElement order, decimal subtotal, decimal discount, decimal shipping, decimal tax, decimal total)
    {
        var amounts = order.GetProperty("amounts");
        decimal Amount(string name) => amounts.GetProperty(name).GetDecimal();

        (Amount("subtotal"), Amount("discount"), Amount("shipping"), Amount("tax"), Amount("total"))
            .ShouldBe((subtotal, discount, shipping, tax, total));
    }
}
