using Plumbline.Wire;

namespace Plumbline.Cli.Tests;

/// <summary>Messages as an agent sends them.</summary>
internal static class Samples
{
    public static ProbeStatus Status(ProbeKind kind, ProbeState state, string? reason = null) => new()
    {
        Probe = 1,
        Kind = kind,
        Place = "Shop.Orders.Checkout",
        Owner = "ann@web-1 (4711)",
        State = state,
        Reason = reason,
        PlacedAt = 1_760_000_000_000,
        ExpiresAt = 1_760_000_600_000,
        Hits = 3,
        Drops = new() { ["condition"] = 40, ["rate"] = 2 },
        Sites = [new SiteStatus("Shop.Orders.Checkout", "Shop", "entry", "/src/Shop/Orders.cs", 42, 2, ["Shop.Api.Post"], 3, null)],
    };

    /// <summary>An order that holds a list, which holds the order; a cut string; a secret; a dictionary.</summary>
    public static Captured Capture { get; } = new()
    {
        Probe = 1,
        Hit = 1,
        At = 1_760_000_000_123_456,
        Method = "Shop.Orders.Checkout",
        File = "/src/Shop/Orders.cs",
        Line = 42,
        Event = "call",
        Outcome = "returned",
        Microseconds = 1234.5,
        ThreadId = 12,
        ThreadName = "worker",
        TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
        SpanId = "00f067aa0ba902b7",
        Values =
        [
            new("this", "this", 0, "entry"),
            new("order", "argument", 1, "entry"),
            new("note", "argument", 5, "entry"),
            new("@return", "return", 9, "exit"),
        ],
        Nodes =
        [
            new() { Kind = "object", Type = "Shop.Orders", Fields = [new("_last", 1), new("_password", 7)] },
            new() { Kind = "object", Type = "Shop.Order", Fields = [new("Id", 2), new("Items", 3), new("Tags", 6)] },
            new() { Kind = "number", Type = "int", Value = "3" },
            new() { Kind = "list", Type = "List<Item>", Total = 250, Items = [4], Cut = "elements" },
            new() { Kind = "object", Type = "Shop.Item", Fields = [new("Order", 1)], Cut = "depth" },
            new() { Kind = "string", Type = "string", Value = "caf\u00e9\e[31m\n", Total = 45000, Cut = "characters" },
            new() { Kind = "dictionary", Type = "Dictionary<string, int>", Total = 1, Items = [8, 2] },
            new() { Kind = "redacted", Type = "string", Value = "name" },
            new() { Kind = "string", Type = "string", Value = "a" },
            new() { Kind = "null", Type = "Receipt" },
        ],
        Frames = [new("Shop.Orders.Checkout", "/src/Shop/Orders.cs", 42, true), new("System.Threading.ThreadPool.Run", null, 0, false)],
    };

    /// <summary>A call with an argument, a line that calls and changes, a line that was passed over, and a result.</summary>
    public static Recorded Recorded { get; } = new()
    {
        Probe = 1,
        Hit = 1,
        At = 1_760_000_000_123_456,
        Method = "Shop.Cart.Total",
        Outcome = "returned",
        Microseconds = 412.5,
        ThreadId = 12,
        Files = [new("/src/Shop/Cart.cs", "SHA256", "AB12")],
        Places = [new(0, 23, 9, 23, 33, 0), new(0, 24, 9, 24, 31, 7), new(0, 26, 13, 26, 40, 10), new(0, 29, 9, 29, 22, 20)],
        Steps =
        [
            new(RecordedStepKind.Entry, -1, 0, [new("coupon", [new() { Kind = "null", Type = "string" }])]),
            new(RecordedStepKind.Line, 0, 2),
            new(RecordedStepKind.Call, 0, 8, [new("result", [Number("12.5")])], "Sum"),
            new(RecordedStepKind.Line, 1, 11, [new("total", [Number("12.5")])]),
            new(RecordedStepKind.Line, 3, 12),
            new(RecordedStepKind.End, 3, 13, [new("@return", [Number("12.5")])]),
        ],
        Passed = 2,
        Cut = "steps",
    };

    public static CapturedNode Number(string value) => new() { Kind = "number", Type = "decimal", Value = value };

    public static FirstSeen First { get; } = new()
    {
        Number = 1,
        Method = "Shop.Pricing.Apply",
        File = "/src/Shop/Pricing.cs",
        Line = 42,
        Variable = "discount",
        Fact = "negative",
        What = "negative",
        Calls = 48_211,
        At = 1_760_000_000_123_456,
        Held = 2,
    };

    public static SlowSeen Slow { get; } = new()
    {
        Number = 1,
        Method = "Shop.Orders.Checkout",
        File = "/src/Shop/Orders.cs",
        Line = 42,
        Microseconds = 820_000,
        Outcome = "returned",
        Count = 2,
        TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
        Callees = [new("PriceService.Get", 790_000, 1), new("Db.Save", 21_000, 3)],
        At = 1_760_000_000_123_456,
    };

    public static Throughput Throughput { get; } = new(
        2,
        840,
        [new("Shop.Orders.Checkout", "/src/Shop/Orders.cs", 42, 40, 1_200_000)],
        [new("POST /carts/{id}/checkout", 40, 1, 1_280_000, [new(500, 38), new(600, 2)])]);

    public static Logged Log { get; } = new(1, 1, 1_760_000_000_123_456, "order 3 costs 4.50", 12, null, null)
    {
        Method = "Shop.Orders.Checkout",
        File = "/src/Shop/Orders.cs",
        Line = 42,
    };

    public static Counted Count { get; } = new(1, 2.0, 300, [new("eu", 200), new("us", 90)], 10);

    public static Timed Time { get; } = TimeOf([100, 200, 300, 400, 1000]);

    public static StacksSeen Stacks { get; } = new(
        1,
        3.0,
        10,
        [
            new([Frame("Shop.Orders.Checkout"), Frame("Shop.Api.Post"), Frame("Shop.Host.Run")], 7),
            new([Frame("Shop.Orders.Checkout"), Frame("Shop.Jobs.Retry")], 3),
        ]);

    public static FailureSeen Failure { get; } = new()
    {
        Group = 1,
        Type = "System.FormatException",
        Message = "no number",
        Place = new("Shop.Prices.Parse", "/src/Shop/Prices.cs", 46, true),
        Frames = [new("System.Decimal.Parse", null, 0, false), new("Shop.Prices.Parse", "/src/Shop/Prices.cs", 46, true), new("Shop.Prices.Read", "/src/Shop/Prices.cs", 38, true)],
        Inner = [new("System.OverflowException", "too much")],
        ThreadId = 12,
        TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
        SpanId = "00f067aa0ba902b7",
        Count = 3,
        Numbers = [7],
        First = 1_760_000_000_123_456,
        Last = 1_760_000_060_000_000,
        Ends = [new(new(FailureEndKind.Caught, "Shop.Prices.Read", "/src/Shop/Prices.cs", 40), 3)],
    };

    /// <summary>What an armed method captured for <see cref="Failure"/>.</summary>
    public static Captured Armed { get; } = new()
    {
        Probe = 2,
        Hit = 1,
        At = 1_760_000_000_123_400,
        Method = "Shop.Prices.Parse",
        File = "/src/Shop/Prices.cs",
        Line = 46,
        Event = "throw",
        Outcome = "threw",
        Exception = 7,
        ThreadId = 12,
        Values = [new("text", "argument", 0)],
        Nodes = [new() { Kind = "string", Type = "string", Value = "12,5x" }],
    };

    private static CapturedFrame Frame(string method) => new(method, null, 0, true);

    private static Timed TimeOf(double[] values)
    {
        var sketch = new DdSketch();
        foreach (var value in values)
        {
            sketch.Add(value);
        }

        return new Timed(1, 2.0, sketch.Count, 1, 2, sketch.Min, sketch.Max, sketch.Sum, sketch.Buckets());
    }
}
