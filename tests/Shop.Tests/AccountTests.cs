using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Shop.Tests;

public sealed class AccountTests(ShopProcess shop)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("nl-NL", "Beste Ada,")]
    [InlineData("de", "Guten Tag, Ada,")]
    [InlineData("ja-JP", "Dear Ada,")]
    public void Letter_Salutation_IsInTheCustomersLanguage(string language, string salutation)
    {
        var customer = new Customer(1, "Ada", "ada@shop.example", Tier.Standard, "NL", "Europe/Amsterdam")
        {
            Preferences = new Preferences(language, Newsletter: true),
        };
        var order = new Order(7, Guid.Empty, 1, OrderStatus.Paid, DateTimeOffset.UnixEpoch, new Amounts(10m, 0m, 5m, 3.15m));

        ConfirmationLetter.Write(order, customer).ShouldStartWith(salutation);
    }

    [Theory]
    [InlineData("Europe/Amsterdam", "2099-12-31T23:00:00Z")]
    [InlineData("America/New_York", "2100-01-01T05:00:00Z")]
    [InlineData("Asia/Tokyo", "2099-12-31T15:00:00Z")]
    public void Deadline_OfACoupon_IsTheCustomersMidnight(string zone, string endsAt)
    {
        var day = new DateOnly(2099, 12, 31);
        var coupon = new Coupon("TEN", CouponKind.Percent, 10m, 0m, day, day, Only: null, Stackable: true, UsesLeft: null);

        CouponDeadline.Of(coupon, TimeZoneInfo.FindSystemTimeZoneById(zone)).EndsAt.ShouldBe(DateTimeOffset.Parse(endsAt));
    }

    [Fact]
    public async Task Viewed_ProductsThatWereLookedAt_AreShownNewestFirst()
    {
        foreach (var sku in new[] { "CUP-001", "TEA-001", "CUP-001", "BOOK-001" })
        {
            (await shop.Http.GetAsync($"/products/{sku}?customer=77", Cancel)).EnsureSuccessStatusCode();
        }

        var viewed = await shop.Http.GetFromJsonAsync<JsonElement[]>("/customers/77/viewed", Cancel);

        viewed!.Select(seen => seen.GetProperty("product").GetProperty("sku").GetString()).ShouldBe(["BOOK-001", "CUP-001", "TEA-001"]);
    }

    [Fact]
    public async Task Viewed_ByACustomerWhoIsNone_IsRefused() =>
        (await shop.Http.GetAsync("/products/CUP-001?customer=9999", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task PriceList_WithOneBadLine_ChangesTheOthers()
    {
        var answer = await shop.Http.PostAsync("/products/prices", new StringContent("P-0023;7.25\nP-0024\nP-0025;1249.00\n"), Cancel);

        var result = await ShopProcess.Json(answer);
        (result.GetProperty("changed").GetInt32(), result.GetProperty("skipped").GetInt32()).ShouldBe((2, 1));
        var product = await shop.Http.GetFromJsonAsync<JsonElement>("/products/P-0025", Cancel);
        product.GetProperty("product").GetProperty("price").GetDecimal().ShouldBe(1249m);
    }
}
