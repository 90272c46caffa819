using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Calls that take too long are told, with their arguments, and from the second on with what they called.</summary>
public sealed class SlowCallTests
{
    private static readonly WatchFailures s_request = new() { Arm = ["Faults.Slow."], SlowMilliseconds = 100 };

    /// <summary>The coarse clock, and a limit that only the exact one tells.</summary>
    [Theory]
    [InlineData("Faults.Slow.Checkout", "Slow.Price", "Slow.Save", 2, 100)]
    [InlineData("Faults.Slow.Checkout", "Slow.Price", "Slow.Save", 2, 90)]
    [InlineData("Faults.Slow.CheckoutAsync", "Slow.PriceAsync", "Slow.SaveAsync", 1, 100)]
    public async Task SlowCall_IsToldWithItsArguments_AndTheNextWithItsCallees(string method, string slowest, string second, int calls, double limit)
    {
        await using var target = await WatchedTarget.StartAsync(s_request with { SlowMilliseconds = limit });
        await target.RunAsync("slow");
        var first = await target.NextAsync<SlowSeen>(slow => slow.Method == method);
        var capture = await target.NextAsync<Captured>(captured => captured.Slow == first.Number);
        SlowSeen next;
        do
        {
            await target.RunAsync("slow");
            next = await target.NextAsync<SlowSeen>(slow => slow.Method == method);
        }
        while (next.Callees is null);

        first.Callees.ShouldBeNull();
        first.Microseconds.ShouldBeGreaterThan(150_000);
        capture.Method.ShouldBe(method);
        capture.Nodes[capture.Values.Single(value => value.Name == "order").Node].Value.ShouldBe("7");
        next.Callees[0].Method.ShouldBe(slowest);
        next.Callees[0].Microseconds.ShouldBeInRange(140_000, next.Microseconds);
        next.Callees[0].Calls.ShouldBe(1);
        next.Callees[1].Method.ShouldBe(second);
        next.Callees[1].Calls.ShouldBe(calls);
        next.Callees[1].Microseconds.ShouldBeInRange(15_000 * calls, next.Callees[0].Microseconds);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(90)]
    public async Task SlowCall_ThatThrows_IsToldWithItsArguments(double limit)
    {
        await using var target = await WatchedTarget.StartAsync(s_request with { SlowMilliseconds = limit });
        await target.RunAsync("slow-failure");

        var slow = await target.NextAsync<SlowSeen>(slow => slow.Method == "Faults.Slow.Decline");
        var capture = await target.NextAsync<Captured>(captured => captured.Slow == slow.Number);
        slow.Outcome.ShouldBe("threw");
        slow.Microseconds.ShouldBeGreaterThan(150_000);
        capture.Nodes[capture.Values.Single(value => value.Name == "order").Node].Value.ShouldBe("7");
    }

    [Fact]
    public async Task CallsThatAreFast_AreNotTold()
    {
        await using var target = await WatchedTarget.StartAsync(s_request);
        await target.RunAsync("slow");
        await target.NextAsync<SlowSeen>(slow => slow.Method == "Faults.Slow.CheckoutAsync");

        (await target.SoFarAsync<SlowSeen>()).ShouldAllBe(slow => slow.Method != "Faults.Slow.Quick" && slow.Method != "Faults.Slow.Save");
    }

    /// <summary>No slow calls are asked for, so a coarse clock times all methods.</summary>
    [Theory]
    [InlineData("Faults.Slow.Checkout")]
    [InlineData("Faults.Slow.CheckoutAsync")]
    public async Task Throughput_TellsWhatTheCallsOfAMethodTook(string method)
    {
        await using var target = await WatchedTarget.StartAsync(new WatchFailures { Arm = ["Faults.Slow."] });
        await target.RunAsync("slow");
        await target.RunAsync("slow");

        var (calls, microseconds) = (0L, 0.0);
        while (calls < 2 || microseconds < 280_000)
        {
            var time = (await target.NextAsync<Throughput>(seen => seen.Methods.Any(time => time.Method == method))).Methods.Single(time => time.Method == method);
            (calls, microseconds) = (calls + time.Calls, microseconds + time.Microseconds);
        }

        calls.ShouldBe(2);
        (microseconds / calls).ShouldBeInRange(140_000, 2_000_000);
    }
}
