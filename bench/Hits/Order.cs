using System.Text.Json.Serialization;

namespace Plumbline.Bench;

/// <summary>The graph that is captured: 1 order, 1 customer, 10 lines, a dictionary of 5.</summary>
public sealed class Order
{
    public int Number { get; set; } = 4711;

    public Customer Customer { get; set; } = new();

    public List<OrderLine> Lines { get; set; } = [.. Enumerable.Range(0, 10).Select(i => new OrderLine { Sku = "TEA-" + i, Pieces = i, Price = 4.5 * i })];

    public Dictionary<string, double> Totals { get; set; } = Enumerable.Range(0, 5).ToDictionary(i => "total " + i, i => i * 1.5);

    public DateTime PlacedAt { get; set; } = new(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc);
}

public sealed class Customer
{
    public int Id { get; set; } = 7;

    public string Name { get; set; } = "Ada Lovelace";

    public string City { get; set; } = "London";
}

public sealed class OrderLine
{
    public string Sku { get; set; } = "";

    public int Pieces { get; set; }

    public double Price { get; set; }
}

/// <summary>What the hand-written snapshot of three arguments writes.</summary>
public sealed record Arguments(int Number, string Text, double Price);

/// <summary>What the hand-written snapshots send: the values, and what a capture says about its moment.</summary>
public sealed record Snapshot<T>(long At, int Thread, string Method, T Values);

[JsonSerializable(typeof(Snapshot<Arguments>))]
[JsonSerializable(typeof(Snapshot<Order>))]
internal sealed partial class HandJson : JsonSerializerContext;
