using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Armed methods learn what is ordinary, and tell of what is not.</summary>
public sealed class FirstTests
{
    private static readonly WatchFailures s_request = new() { Arm = ["Pricing."] };

    [Theory]
    [InlineData("negative", "discount", "negative", "negative", "-5.5")]
    [InlineData("null", "currency", "null", "null", null)]
    [InlineData("enum", "channel", "value", "Phone", "Phone")]
    [InlineData("empty", "items", "empty", "empty", null)]
    [InlineData("nan", "factor", "not-a-number", "not a number (NaN)", "NaN")]
    public async Task OneOddValue_AfterManyOrdinaryOnes_IsToldWithItsCall(string odd, string variable, string fact, string what, string? value)
    {
        await using var target = await WatchedTarget.StartAsync(s_request);
        await target.RunAsync("learn");
        await target.RunAsync("odd " + odd);

        var first = await target.NextAsync<FirstSeen>(_ => true);
        var capture = await target.NextAsync<Captured>(captured => captured.First == first.Number);

        (first.Variable, first.Fact, first.What).ShouldBe((variable, fact, what));
        first.Calls.ShouldBe(5001);
        var node = capture.Nodes[capture.Values.Single(captured => captured.Name == variable).Node];
        node.Value.ShouldBe(value);
        (await target.SoFarAsync<FirstSeen>()).ShouldBeEmpty();
    }

    /// <summary>A method that was just hot is looked at closely a moment later only, so there may be some calls before.</summary>
    [Fact]
    public async Task TextOfAnotherForm_AfterManyOfOne_IsTold()
    {
        await using var target = await WatchedTarget.StartAsync(s_request);
        await target.RunAsync("learn");
        var next = target.NextAsync<FirstSeen>(first => first.Fact == "form");
        while (!next.IsCompleted)
        {
            await target.RunAsync("odd comma");
        }

        var first = await next;
        (first.Variable, first.What).ShouldBe(("text", "a number with a decimal comma"));
    }

    [Fact]
    public async Task Result_NullForTheFirstTime_IsToldWithArgumentsAndResult()
    {
        await using var target = await WatchedTarget.StartAsync(s_request);
        await target.RunAsync("learn");
        await target.RunAsync("odd result");

        var argument = await target.NextAsync<FirstSeen>(_ => true);

        argument.ShouldSatisfyAllConditions(() => argument.Variable.ShouldBe("id"), () => argument.Fact.ShouldBe("negative"));
    }

    [Fact]
    public async Task Exception_SwallowedForTheFirstTime_IsTold()
    {
        await using var target = await WatchedTarget.StartAsync(s_request);
        await target.RunAsync("learn");
        await target.RunAsync("odd swallowed");

        var first = await target.NextAsync<FirstSeen>(first => first.Fact == "swallowed");

        (first.What, first.Variable).ShouldBe(("System.FormatException", null));
        first.Method.ShouldEndWith("Pricing.Read");
        first.Calls.ShouldBe(5001);
        (await target.NextAsync<Captured>(captured => captured.Exception == first.Exception && captured.Method == first.Method)).ShouldNotBeNull();
    }

    [Fact]
    public async Task AsyncMethod_ZeroForTheFirstTime_IsToldOnce()
    {
        await using var target = await WatchedTarget.StartAsync(s_request);
        await target.RunAsync("learn-async");
        await target.RunAsync("odd-async");

        var first = await target.NextAsync<FirstSeen>(_ => true);

        (first.Variable, first.Fact, first.Calls).ShouldBe(("pieces", "zero", 3001));
        (await target.SoFarAsync<FirstSeen>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task QuietTarget_TellsNothing()
    {
        await using var target = await WatchedTarget.StartAsync(s_request);
        for (var i = 0; i < 5; i++)
        {
            await target.RunAsync("learn");
            await target.RunAsync("learn-async");
        }

        (await target.SoFarAsync<FirstSeen>()).ShouldBeEmpty();
        target.Armed!.Refused.ShouldBeEmpty();
    }
}
