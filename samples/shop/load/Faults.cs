using System.Text.Json;

namespace Load;

/// <summary>What no shopper does by itself: each of these meets one thing in the shop that breaks on its values, once.</summary>
internal sealed class Faults(ShopClient shop)
{
    /// <summary>Opens two tabs at once, until the shop can't tell what was looked at: nearly always the first time.</summary>
    private const int MostTabs = 50;

    private static readonly Dictionary<string, Func<Faults, Task>> s_byName = new()
    {
        ["null-field"] = faults => faults.Buy(customer: 501, "CUP-001", 1),
        ["culture"] = faults => faults._shop.PostText("/products/prices", "P-0239;1.249,00\n"),
        ["daylight-saving"] = faults => faults._shop.Get("/customers/502/coupons/SPRING30"),
        ["race"] = faults => faults.OpenTwoTabs(),
        ["timeout"] = faults => faults.Buy(customer: 1, "CHEST-001", 3),
        ["rounding"] = faults => faults._shop.Get("/orders/2999/shares?people=3"),
        ["big-cart"] = faults => faults.AskForPopularity(),
        ["overflow"] = faults => faults.Look(customer: 1, "CHEST-001", 900),
        ["coupons"] = faults => faults.Buy(customer: 1, "CUP-001", 1, "SHIP3", "SHIP5"),
    };

    private readonly ShopClient _shop = shop;

    public static IReadOnlyCollection<string> Names => s_byName.Keys;

    public Task Meet(string name) => s_byName[name](this);

    private async Task<string> Fill(int customer, params IEnumerable<(string Sku, int Quantity)> lines)
    {
        var cart = await _shop.Post("/carts", new { customerId = customer }) ?? throw new InvalidOperationException("The shop opens no cart.");
        var path = $"/carts/{cart.GetProperty("id").GetString()}";
        foreach (var (sku, quantity) in lines)
        {
            await _shop.Put($"{path}/lines/{sku}", new { quantity });
        }

        return path;
    }

    private async Task Look(int customer, string sku, int quantity) => await _shop.Get(await Fill(customer, (sku, quantity)));

    private async Task Buy(int customer, string sku, int quantity, params string[] coupons)
    {
        var path = await Fill(customer, (sku, quantity));
        foreach (var code in coupons)
        {
            await _shop.Post($"{path}/coupons", new { code });
        }

        await _shop.Post($"{path}/checkout", Shopper.Card("4242424242424242", "123"));
    }

    private async Task AskForPopularity()
    {
        var path = await Fill(customer: 1, Enumerable.Range(1, Shopper.Products).Select(number => (Sku(number), 1)));
        await _shop.Get($"{path}/popularity");
    }

    private async Task OpenTwoTabs()
    {
        const int Customer = 500;
        for (var number = 1; number <= 20; number++)
        {
            await _shop.Get($"/products/{Sku(number)}?customer={Customer}");
        }

        for (var tab = 0; tab < MostTabs; tab++)
        {
            var viewed = _shop.Get($"/customers/{Customer}/viewed");
            await _shop.Get($"/products/{Sku(1 + tab % 40)}?customer={Customer}");
            if (await viewed is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 0)
            {
                return;
            }
        }
    }

    private static string Sku(int number) => $"P-{number:D4}";
}
