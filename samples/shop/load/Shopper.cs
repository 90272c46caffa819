using System.Globalization;
using System.Text.Json;

namespace Load;

/// <summary>Somebody who browses, buys and looks back at orders. The seed decides every step.</summary>
internal sealed class Shopper(ShopClient shop, Tally tally, FaultPlan faults, int number, int seed)
{
    public const int Products = 240;
    private const int Customers = 500;

    private static readonly string[] s_coupons = ["WELCOME10", "TEATIME", "MINUS20", "GIFT50", "FREESHIP", "HALF", "SHIP3", "SHIP5", "SUMMER19", "NOSUCH"];
    private static readonly string[] s_words = ["tea", "coffee", "mountain", "royal", "winter", "atlas"];

    private static readonly int[] s_friends = [5, 3, 4, 2];

    private readonly Random _random = new(seed);

    // Looked at signed in: one shopper a customer, as one person has one pair of hands.
    private readonly int _account = 1 + number % Customers;

    public async Task ShopUntil(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await (_random.Next(100) switch
            {
                < 33 => shop.Get($"/products?search={Pick(s_words)}&page={_random.Next(1, 4)}"),
                < 66 => shop.Get($"/products/{Sku()}{(_random.Next(4) == 0 ? $"?customer={_account}" : "")}"),
                < 76 => shop.Get($"/customers/{Customer()}/orders"),
                < 78 => shop.Get($"/customers/{_account}/viewed"),
                < 79 => shop.Get($"/customers/{Customer()}/coupons/{Pick(s_coupons)}"),
                < 80 => SendPriceList(),
                _ => Buy(),
            });
            await faults.MaybeMeetOne(_random);
        }
    }

    private async Task Buy()
    {
        if (await shop.Post("/carts", new { customerId = Customer() }) is not { } cart)
        {
            return;
        }

        var path = $"/carts/{cart.GetProperty("id").GetString()}";
        for (var lines = _random.Next(1, 5); lines > 0; lines--)
        {
            await shop.Put($"{path}/lines/{Sku()}", new { quantity = Quantity() });
        }

        if (_random.Next(3) == 0)
        {
            await shop.Post($"{path}/coupons", new { code = Pick(s_coupons) });
        }

        await shop.Get(path);
        if (_random.Next(4) == 0)
        {
            await shop.Get($"{path}/popularity");
        }

        if (await shop.Post($"{path}/checkout", Card()) is { } order)
        {
            tally.Ordered();
            await LookBack(order);
        }
    }

    /// <summary>At what friends pay who share the order, as many of them as its amount can be divided by; or else at the order.</summary>
    private async Task LookBack(JsonElement order)
    {
        var path = $"/orders/{order.GetProperty("id").GetInt64()}";
        var cents = order.GetProperty("total").GetDecimal() * 100m;
        var people = Array.Find(s_friends, friends => cents % friends == 0);
        await shop.Get(people > 0 ? $"{path}/shares?people={people}" : path);
    }

    /// <summary>As a supplier whose price has not changed.</summary>
    private async Task SendPriceList()
    {
        var sku = Sku();
        if (await shop.Get($"/products/{sku}") is { } found)
        {
            var price = found.GetProperty("product").GetProperty("price").GetDecimal();
            await shop.PostText("/products/prices", string.Create(CultureInfo.InvariantCulture, $"{sku};{price:F2}\n"));
        }
    }

    // Few are popular and most are not, as in any shop.
    private string Sku() => $"P-{1 + (int)(Products * Math.Pow(_random.NextDouble(), 2)):D4}";

    private int Customer() => _random.Next(1, Customers + 1);

    private int Quantity() => _random.Next(10) == 0 ? _random.Next(10, 60) : _random.Next(1, 5);

    private object Card()
    {
        var number = _random.Next(100) switch
        {
            < 4 => "4000000000000002",
            < 8 => "4000000000000119",
            _ => "4242424242424242",
        };
        return Card(number, $"{_random.Next(1000):D3}");
    }

    public static object Card(string number, string cvc) => new { number, holder = "A. Shopper", expiryMonth = 12, expiryYear = 2099, cvc };

    private string Pick(string[] values) => values[_random.Next(values.Length)];
}
