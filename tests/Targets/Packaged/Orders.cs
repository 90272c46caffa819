using System.Runtime.CompilerServices;

namespace Packaged;

public static class Orders
{
    private static readonly Dictionary<string, Order> s_orders = [];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Price(Order order, int factor)
    {
        var price = order.Lines.Count * factor;
        Keep(price);
        return order.Name.Length + price; // line: price
    }

    public static async Task<int> PriceAsync(string name, int factor)
    {
        var order = s_orders[name] = new Order { Name = name, Lines = { "a", "b" } };
        await Task.Yield();
        var price = Price(order, factor); // line: price-async
        return price + Inlined(price) + First<string>(order.Lines).Length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep(int value)
    {
    }

    public static int Inlined(int number) => number - 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T First<T>(List<T> items) => items[0];
}

public sealed class Order
{
    public string Name { get; init; }

    public List<string> Lines { get; } = [];
}
