using System.Collections.Immutable;
using Plumbline.Agent.Expressions;
using Plumbline.Agent.Tests.Expressions.Shop;
using Shouldly;
using Xunit;
using static Plumbline.Agent.Tests.Expressions.Evaluation;

namespace Plumbline.Agent.Tests.Expressions;

/// <summary>A condition that is false allocates nothing, however it comes to be false.</summary>
public sealed class AllocationTests
{
    private const int Evaluations = 1_000_000;

    private static readonly Order s_order = new()
    {
        Id = 3,
        Total = 7,
        Customer = new Customer(),
        Items = [.. Enumerable.Range(1, 5).Select(i => new Item { Name = "item", Price = i })],
        Prices = new() { ["a"] = 1 },
    };

    [Theory]
    [InlineData("order.Id == 4", Evaluations)]
    [InlineData("order.Id + 1L > 100.5", Evaluations)]
    [InlineData("order.Total > 100", Evaluations)]
    [InlineData("order.Total * 2 > 100.5m", Evaluations)]
    [InlineData("order.Coupon == 5", Evaluations)]
    [InlineData("order.Coupon + 1 > 5", Evaluations)]
    [InlineData("order.Status == OrderStatus.Paid", Evaluations)]
    [InlineData("order.Status.HasFlag(OrderStatus.Paid)", Evaluations)]
    [InlineData("order.Customer.Name == \"Bob\"", Evaluations)]
    [InlineData("order.Customer?.Name == \"Bob\" || order?.Customer?.Age > 99", Evaluations)]
    [InlineData("(order.Customer?.Age ?? 0) > 99", Evaluations)]
    [InlineData("order.Customer.Name.StartsWith(\"B\") || order.Customer.Name.Contains('z')", Evaluations)]
    [InlineData("order.Previous.Id == 3", Evaluations)]
    [InlineData("order.Previous.Id == 3 || order.Previous.Id == 4", Evaluations)]
    [InlineData("order.Channel == \"shop\"", Evaluations)]
    [InlineData("order is VipOrder", Evaluations)]
    [InlineData("order.Customer.Anything is string", Evaluations)]
    [InlineData("(int)order.Customer.Anything == 1", Evaluations)]
    [InlineData("order.Customer.Address.Street == 4", Evaluations)]
    [InlineData("order.Created > DateTime.UtcNow", Evaluations)]
    [InlineData("order.Created.Year == 2000", Evaluations)]
    [InlineData("@duration > 100ms", Evaluations)]
    [InlineData("order.Items.Count == 3", Evaluations)]
    [InlineData("order.Items[0].Price > 3", Evaluations)]
    [InlineData("order.Items.Any(i => i.Price > 9)", Evaluations / 5)]
    [InlineData("order.Items.Where(i => i.Price > 1).Select(i => i.Count).Sum() > 99", Evaluations / 5)]
    [InlineData("order.Items.All(i => order.Items.Any(j => j.Price > i.Price))", Evaluations / 5)]
    [InlineData("order.Items.Max(i => i.Price) > 9", Evaluations / 5)]
    [InlineData("order.Prices.Any(p => p.Key == \"x\" || p.Value > 3)", Evaluations / 5)]
    [InlineData("order.Prices[\"a\"] == 5", Evaluations / 5)]
    [InlineData("order.Prices[\"no\"] == 5", Evaluations / 5)]
    [InlineData("set.Any(x => x == 9)", Evaluations / 5)]
    [InlineData("queue.Any(x => x == 9)", Evaluations / 5)]
    [InlineData("immutable.Any(x => x == 9)", Evaluations / 5)]
    [InlineData("order.Customer.Name.Matches(\"^B.*b$\")", Evaluations / 5)]
    [InlineData("order.Id / zero > 1", Evaluations / 5)]
    public void Condition_ThatIsFalse_AllocatesNothing(string text, int times)
    {
        var set = new HashSet<int> { 1, 2 };
        var queue = new Queue<int>([1, 2]);
        var immutable = ImmutableArray.Create(1, 2);
        var variables = new[]
        {
            Var("order", s_order), Var("set", set), Var("queue", queue), Var("immutable", immutable), Var("zero", 0), Var("@duration", TimeSpan.FromMilliseconds(5)),
        };
        var compiled = Compile(text, typeof(bool), variables);
        Func<bool> evaluate = compiled.Delegate switch
        {
            Func<Order, bool> f => () => f(s_order),
            Func<HashSet<int>, bool> f => () => f(set),
            Func<Queue<int>, bool> f => () => f(queue),
            Func<ImmutableArray<int>, bool> f => () => f(immutable),
            Func<TimeSpan, bool> f => () => f(TimeSpan.FromMilliseconds(5)),
            Func<Order, int, bool> f => () => f(s_order, 0),
            _ => throw new InvalidOperationException(compiled.Delegate.GetType().ToString()),
        };
        for (var i = 0; i < 2000; i++)
        {
            evaluate().ShouldBeFalse();
        }

        AllocatedBy(times, () => evaluate()).ShouldBeLessThan(2_000);
    }

    [Fact]
    public void LogLine_WarmedUp_AllocatesNothing()
    {
        var template = LogTemplate.Parse("order {order.Id} costs {order.Total,10:F2} at {order.Created:O} as {order.Status} for {order.Customer.Name} {order.Coupon}").Value!;
        var append = (Action<LogLine, Order>)template.Compile([new Variable("order", typeof(Order))]).Value!.Delegate;
        for (var i = 0; i < 2000; i++)
        {
            Append(append);
        }

        AllocatedBy(100_000, () => Append(append)).ShouldBeLessThan(20_000);
    }

    /// <summary>Bytes of the calmest of three rounds: while the runtime exchanges code for better code, it may allocate, too.</summary>
    private static long AllocatedBy(int times, Action work)
    {
        var least = long.MaxValue;
        for (var round = 0; round < 3; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < times; i++)
            {
                work();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private static void Append(Action<LogLine, Order> append)
    {
        var line = LogLine.Rent();
        append(line, s_order);
        LogLine.Return(line);
    }
}
