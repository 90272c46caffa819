using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Shop.Tests;

public sealed class RefusalTests(ShopProcess shop)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/products/NOSUCH", HttpStatusCode.NotFound)]
    [InlineData("/products?page=0", HttpStatusCode.BadRequest)]
    [InlineData("/products?page=99999999999", HttpStatusCode.BadRequest)]
    [InlineData("/products?category=Nosuch", HttpStatusCode.BadRequest)]
    [InlineData("/customers/0", HttpStatusCode.NotFound)]
    [InlineData("/orders/99999999", HttpStatusCode.NotFound)]
    [InlineData("/carts/00000000-0000-0000-0000-000000000000", HttpStatusCode.NotFound)]
    public async Task Get_WhatIsNotThere_IsRefused(string path, HttpStatusCode status) =>
        (await shop.Http.GetAsync(path, Cancel)).StatusCode.ShouldBe(status);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"quantity\": \"many\"}")]
    [InlineData("{\"quantity\": -1}")]
    [InlineData("{\"quantity\": 1000}")]
    [InlineData("{\"quantity\": 99999999999999999999}")]
    public async Task SetLine_MalformedQuantity_IsRefused(string body)
    {
        var cart = await shop.OpenCart(1);

        var answer = await shop.Http.PutAsync(
            $"{cart}/lines/CUP-001", new StringContent(body, Encoding.UTF8, "application/json"), Cancel);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("4242 4242 4242 4241")]
    [InlineData("not a card at all")]
    public async Task Checkout_CardThatIsNone_IsDeclined(string number) =>
        (await shop.Checkout(await shop.OpenCart(1, ("CUP-001", 1)), number)).StatusCode.ShouldBe(HttpStatusCode.PaymentRequired);

    [Fact]
    public async Task Checkout_CardWithoutNumber_IsDeclined() =>
        (await shop.Http.PostAsJsonAsync($"{await shop.OpenCart(1, ("CUP-001", 1))}/checkout", new { holder = "A" }, Cancel))
            .StatusCode.ShouldBe(HttpStatusCode.PaymentRequired);

    [Fact]
    public async Task Checkout_EmptyCart_IsRefused() =>
        (await shop.Checkout(await shop.OpenCart(1))).StatusCode.ShouldBe(HttpStatusCode.Conflict);

    [Fact]
    public async Task Checkout_CouponThatExpired_SaysSoAndSucceedsWithoutIt()
    {
        var cart = await shop.OpenCart(1, ("CUP-001", 1));
        await shop.AddCoupon(cart, "SUMMER19");

        var refused = await shop.Checkout(cart);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        problem.GetProperty("title").GetString().ShouldBe("coupon-rejected");
        problem.GetProperty("detail").GetString().ShouldBe("Coupon SUMMER19 expired on 2020-08-31.");

        await shop.Http.DeleteAsync($"{cart}/coupons/summer19", Cancel);
        (await shop.Checkout(cart)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task ChangePrice_ShowsAtOnceInOpenCarts()
    {
        var cart = await shop.OpenCart(1, ("P-0021", 1));
        await shop.Http.GetAsync(cart, Cancel);

        await shop.Http.PutAsJsonAsync("/products/P-0021/price", new { price = 7.77m }, Cancel);

        var shown = await shop.Http.GetFromJsonAsync<JsonElement>(cart, Cancel);
        shown.GetProperty("quote").GetProperty("amounts").GetProperty("subtotal").GetDecimal().ShouldBe(7.77m);
    }
}
