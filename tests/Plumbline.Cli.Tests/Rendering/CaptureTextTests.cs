using Plumbline.Cli.Rendering;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Rendering;

public sealed class CaptureTextTests
{
    [Fact]
    public void Lines_WholeCapture_IsAReadableTree() => Text(Samples.Capture).ShouldBe("""
        #1 Shop.Orders.Checkout  returned in 1.23 ms
          08:53:20.123  Orders.cs:42  thread 12 (worker)  trace 4bf92f3577b34da6a3ce929d0e0e4736  span 00f067aa0ba902b7
          at entry
          ├─ this = Shop.Orders
          │  ├─ _last = Shop.Order &1
          │  │  ├─ Id = 3  int
          │  │  ├─ Items = List<Item> (250)
          │  │  │  ├─ [0] = Shop.Item
          │  │  │  │  ├─ Order = → &1 Shop.Order (cycle)
          │  │  │  │  └─ … cut: depth
          │  │  │  └─ … 1 of 250 elements
          │  │  └─ Tags = Dictionary<string, int> (1)
          │  │     └─ ["a"] = 3  int
          │  └─ _password = ‹redacted: name›  string
          ├─ order = → &1 Shop.Order
          └─ note = "café\u{1b}[31m\n"… (10 of 45,000 characters)  string
          at exit
          └─ @return = null  Receipt
          stack
          at Shop.Orders.Checkout in /src/Shop/Orders.cs:42
          at System.Threading.ThreadPool.Run
        """);

    [Fact]
    public void Lines_IndexesThatPointNowhere_DoNotThrow()
    {
        var capture = Samples.Capture with
        {
            Values = [new("a", "argument", 99), new("b", "argument", -1), new("c", "argument", 0)],
            Nodes = [new() { Kind = "object", Fields = [new("self", 0), new("gone", 7)] }],
        };

        Text(capture).ShouldContain("a node that is not there");
        Text(capture).ShouldContain("self = → &1 (cycle)");
    }

    [Fact]
    public void Lines_EveryNodePointsAtEveryOther_EndsSoon()
    {
        var all = Enumerable.Range(0, 200).ToArray();
        var nodes = all.Select(_ => new CapturedNode { Kind = "list", Items = all }).ToArray();

        new CaptureText(new Palette(false)).Lines(Samples.Capture with { Values = [new("a", "argument", 0)], Nodes = nodes }).Count().ShouldBeLessThan(41_000);
    }

    private static string Text(Captured capture) => string.Join("\n", new CaptureText(new Palette(false)).Lines(capture));
}
