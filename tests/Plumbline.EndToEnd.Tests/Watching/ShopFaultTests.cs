using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests.Watching;

/// <summary>
/// The faults in samples/shop, which pass the shop's tests and break on production's values: a watch that was told nothing finds each
/// at its first occurrence, with the value that explains it.
/// </summary>
public sealed class ShopFaultTests
{
    [Theory]
    [InlineData("null-field", "System.NullReferenceException", "ConfirmationLetter.Salutation", "ConfirmationWorker.TryConfirm", "customer.Preferences.Language", "null")]
    [InlineData("culture", "System.FormatException", "PriceLists.PriceOf", "PriceLists.Import", "price", "1.249,00")]
    [InlineData("daylight-saving", "System.ArgumentException", "CouponDeadline.Of", null, "midnight", "2030-03-31T00:00:00.0000000")]
    [InlineData("daylight-saving", "System.ArgumentException", "CouponDeadline.Of", null, "zone._id", "Asia/Beirut")]
    [InlineData("race", "System.InvalidOperationException", "RecentlyViewed.Of", "RecentlyViewed.Of", "viewed", "20")]
    [InlineData("timeout", "System.Threading.Tasks.TaskCanceledException", "RiskService.Score", "RiskCheck.Allows", "request.Amount", "90568.50")]
    public async Task FaultThatThrows_IsToldAtOnce_WithWhatAteIt(string fault, string type, string place, string? eatenBy, string variable, string value)
    {
        await using var shop = await WatchedShop.StartAsync();
        await shop.ShopAsync();

        await shop.MeetAsync(fault);

        var found = await shop.FindAsync<FailureSeen>(
            seen => seen.Type == type, (seen, capture) => seen.Numbers.Contains(capture.Exception) && capture.Method == $"Shop.{place}");
        found.ShouldNotBeNull(Summary(shop));
        var (seen, captures) = found.Value;
        (seen.Count, seen.Place.Method).ShouldBe((1L, $"Shop.{place}"));
        var (end, _) = seen.Ends.ShouldHaveSingleItem();
        (end.Kind, end.Kind == FailureEndKind.Caught ? end.Method : null)
            .ShouldBe(eatenBy is null ? (FailureEndKind.Framework, null) : (FailureEndKind.Caught, $"Shop.{eatenBy}"));
        Value(captures.ShouldHaveSingleItem(), variable).ShouldBe(value);
    }

    [Fact]
    public async Task Rounding_ThatIsOffByACent_IsAFirst()
    {
        await using var shop = await WatchedShop.StartAsync();
        await shop.RepeatAsync("/orders/2999/shares?people=2");

        await shop.MeetAsync("rounding");

        var capture = await NegativeAsync(shop, "Shop.SharedBill.StillOpen");
        (Value(capture, "@return"), Value(capture, "total"), Value(capture, "shares.0")).ShouldBe(("-0.01", "497.96", "165.99"));
    }

    [Fact]
    public async Task Overflow_OfAGreatTotal_IsAFirst()
    {
        await using var shop = await WatchedShop.StartAsync();
        await shop.RepeatAsync(await shop.CartAsync("CUP-001"));

        await shop.MeetAsync("overflow");

        var capture = await NegativeAsync(shop, "Shop.LoyaltyPoints.For");
        (Value(capture, "@return"), Value(capture, "basket.Lines.0.Quantity")).ShouldBe(("-20494672", "900"));
    }

    [Fact]
    public async Task CouponsThatStackBelowZero_AreAFirst()
    {
        await using var shop = await WatchedShop.StartAsync();
        await shop.RepeatAsync(await shop.CartAsync("CUP-001", "SHIP3"));

        await shop.MeetAsync("coupons");

        var capture = await NegativeAsync(shop, "Shop.PriceCalculator.ShippingAfterCoupons");
        (Value(capture, "@return"), Value(capture, "rate"), Value(capture, "accepted")).ShouldBe(("-2.55", "5.45", "2"));
    }

    [Fact]
    public async Task BigCart_ThatAsksOncePerLine_IsASlowCall()
    {
        await using var shop = await WatchedShop.StartAsync(slowMilliseconds: 60);
        await shop.ShopAsync();

        await shop.MeetAsync("big-cart");

        var found = await shop.FindAsync<SlowSeen>(
            slow => slow.Method == "Shop.Popularity.Of", (slow, capture) => capture.Slow == slow.Number && Value(capture, "cart.Lines") == "240");
        found.ShouldNotBeNull(Summary(shop));
        found.Value.Message.Microseconds.ShouldBeGreaterThan(60_000);
    }

    private static async Task<Captured> NegativeAsync(WatchedShop shop, string method)
    {
        var found = await shop.FindAsync<FirstSeen>(
            first => first.Method == method && first.Fact == "negative", (first, capture) => capture.First == first.Number);
        found.ShouldNotBeNull(Summary(shop));
        found.Value.Message.Calls.ShouldBeGreaterThan(1_000);
        return found.Value.Captures.ShouldHaveSingleItem();
    }

    /// <summary>A variable's value, or that of a field or an element in it; of a list its length.</summary>
    private static string? Value(Captured capture, string path)
    {
        var steps = path.Split('.');
        var node = capture.Values.Where(value => value.Name == steps[0]).Select(value => capture.Nodes[value.Node]).FirstOrDefault();
        foreach (var step in steps.Skip(1))
        {
            int? next = int.TryParse(step, out var index)
                ? node?.Items?.ElementAtOrDefault(index)
                : node?.Fields?.FirstOrDefault(field => field.Name == step)?.Node;
            node = next is { } found ? capture.Nodes[found] : null;
        }

        return node switch
        {
            { Kind: "null" } => "null",
            { Kind: "list" } => $"{node.Total}",
            _ => node?.Value,
        };
    }

    private static string Summary(WatchedShop shop) => string.Join('\n', shop.Told.Select(message => message switch
    {
        FailureSeen seen => $"{seen.Type} {seen.Place.Method}",
        FirstSeen first => $"{first.Method} {first.Variable} {first.Fact} after {first.Calls}",
        SlowSeen slow => $"{slow.Method} {slow.Microseconds}",
        Captured captured => $"  capture of {captured.Method} for exception {captured.Exception}, first {captured.First}, slow {captured.Slow}",
        _ => message.GetType().Name,
    }));
}
