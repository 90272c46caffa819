namespace Load;

/// <summary>Somebody who browses, buys and looks back at orders. The seed decides every step.</summary>
internal sealed class Shopper(ShopClient shop, Tally tally, int seed)
{
    private const int Products = 240;
    private const int Customers = 500;

    private static readonly string[] s_coupons = ["WELCOME10", "TEATIME", "MINUS20", "GIFT50", "FREESHIP", "HALF", "SUMMER19", "NOSUCH"];
    private static readonly string[] s_words = ["tea", "coffee", "mountain", "royal", "winter", "atlas"];

    private readonly Random _random = new(seed);

    public async Task ShopUntil(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await (_random.Next(100) switch
            {
                < 35 => shop.Get($"/products?search={Pick(s_words)}&page={_random.Next(1, 4)}"),
                < 70 => shop.Get($"/products/{Sku()}"),
                < 80 => shop.Get($"/customers/{Customer()}/orders"),
                _ => Buy(),
            });
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
        if (await shop.Post($"{path}/checkout", Card()) is { } order)
        {
            tally.Ordered();
            await shop.Get($"/orders/{order.GetProperty("id").GetInt64()}");
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
        return new { number, holder = "A. Shopper", expiryMonth = 12, expiryYear = 2099, cvc = $"{_random.Next(1000):D3}" };
    }

    private string Pick(string[] values) => values[_random.Next(values.Length)];
}
