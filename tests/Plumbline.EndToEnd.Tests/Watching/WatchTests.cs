using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests.Watching;

/// <summary>What a watch says of failures in a real process: what was thrown, what became of it, which values the frames held.</summary>
public sealed class WatchTests
{
    [Theory]
    [InlineData("swallowed", "Swallow")]
    [InlineData("second-clause", "SecondClause")]
    [InlineData("made-at-run-time", "CompiledExpression")]
    [InlineData("filtered", "Filtered")]
    [InlineData("rethrown", "Outer")]
    [InlineData("async", "AwaitSwallowedAsync")]
    public async Task Catch_ThatSwallows_IsNamedWithItsLine(string scenario, string method)
    {
        await using var target = await FaultsTarget.StartAsync();

        var seen = (await target.FailAsync(scenario)).ShouldHaveSingleItem();

        seen.Count.ShouldBe(1);
        var (end, count) = seen.Ends.ShouldHaveSingleItem();
        (end.Kind, end.Method, end.Line, count).ShouldBe((FailureEndKind.Caught, $"Faults.Scenarios.{method}", FaultsTarget.Line(scenario), 1L));
    }

    [Fact]
    public async Task Exception_InsideAnother_GoesOnInIt()
    {
        await using var target = await FaultsTarget.StartAsync();

        var seen = await target.FailAsync("wrapped");

        seen.Length.ShouldBe(2);
        seen.Single(group => group.Type == "System.FormatException").Ends.ShouldHaveSingleItem().End
            .ShouldBe(new FailureEnd(FailureEndKind.Wrapped, "System.IO.InvalidDataException", seen[0].Place.File, FaultsTarget.Line("wrapped")));
        seen.Single(group => group.Type == "System.IO.InvalidDataException").Inner.ShouldHaveSingleItem().Type.ShouldBe("System.FormatException");
    }

    [Fact]
    public async Task Exception_ThatAFinallyReplaces_HasNoEnd()
    {
        await using var target = await FaultsTarget.StartAsync();

        var seen = await target.FailAsync("finally");

        seen.Single(group => group.Message == "first").Ends.ShouldBeEmpty();
        seen.Single(group => group.Message != "first").Ends.ShouldHaveSingleItem().End.Kind.ShouldBe(FailureEndKind.Caught);
    }

    [Fact]
    public async Task Exception_OfAFilter_IsEatenByIt_AndTheOtherIsCaught()
    {
        await using var target = await FaultsTarget.StartAsync();

        var seen = await target.FailAsync("nested-filter");

        seen.Single(group => group.Type == "System.FormatException").Ends.ShouldHaveSingleItem().End.Kind.ShouldBe(FailureEndKind.Filter);
        var end = seen.Single(group => group.Type == "System.InvalidOperationException").Ends.ShouldHaveSingleItem().End;
        (end.Kind, end.Line).ShouldBe((FailureEndKind.Caught, FaultsTarget.Line("nested-filter")));
    }

    [Theory]
    [InlineData("forgotten", FailureEndKind.Task)]
    [InlineData("framework", FailureEndKind.Framework)]
    public async Task Exception_ThatNoCatchOfUserCodeTakes_IsSaid(string scenario, object kind)
    {
        await using var target = await FaultsTarget.StartAsync();

        var seen = (await target.FailAsync(scenario)).ShouldHaveSingleItem();

        seen.Ends.ShouldHaveSingleItem().End.Kind.ShouldBe((FailureEndKind)kind);
    }

    [Fact]
    public async Task Message_IsReadWithoutTheUsersCode_AndRedacted()
    {
        await using var target = await FaultsTarget.StartAsync();

        (await target.FailAsync("message")).ShouldHaveSingleItem().Message.ShouldBe("");
        var secret = (await target.FailAsync("secret")).ShouldHaveSingleItem();

        secret.Message.ShouldContain("[redacted]");
        secret.Message.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task ArmedMethods_HaveTheirValuesAtTheFirstFailure_AlsoWhereTheySwallowIt()
    {
        await using var target = await FaultsTarget.StartAsync("all");

        var seen = (await target.FailAsync("swallowed")).ShouldHaveSingleItem();

        var captures = target.Captures.Where(capture => seen.Numbers.Contains(capture.Exception) || capture.Exception > 0).ToList();
        captures.Select(capture => $"{capture.Method}: {Value(capture, "text")}").ShouldBe(
            ["Faults.Scenarios.Parse: 12,5x", "Faults.Scenarios.Swallow: 12,5x"]);
        target.Armed.Armed.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task AsyncMethods_ThatAwaitAFailure_AreOnItsPathWithTheirValues()
    {
        await using var target = await FaultsTarget.StartAsync("Scenarios");

        var seen = (await target.FailAsync("async")).ShouldHaveSingleItem();

        seen.Awaited.Select(frame => frame.Method).ShouldBe(["Faults.Scenarios.DeepAsync", "Faults.Scenarios.AwaitSwallowedAsync"]);
        target.Captures.Where(capture => capture.Method == "Faults.Scenarios.DeepAsync").Select(capture => Value(capture, "depth")).ShouldBe(["0", "1", "2"]);
    }

    [Fact]
    public async Task MethodsOnThePath_OfANewFailure_HaveTheirValuesAtTheSecond()
    {
        await using var target = await FaultsTarget.StartAsync();

        await target.FailAsync("second-clause");
        target.Captures.ShouldBeEmpty();
        await target.FailAsync("second-clause");

        target.Captures.ShouldContain(capture => capture.Method == "Faults.Scenarios.SecondClause");
    }

    [Fact]
    public async Task Failure_ThatHappensAThousandTimes_IsCountedExactly_AndCapturedAFewTimes()
    {
        await using var target = await FaultsTarget.StartAsync("all");

        for (var i = 0; i < 1000; i++)
        {
            await target.RunAsync("second-clause");
        }

        var seen = (await target.FailAsync("second-clause")).ShouldHaveSingleItem();

        seen.Count.ShouldBe(1001);
        seen.Ends.ShouldHaveSingleItem().Count.ShouldBe(1001);
        target.Captures.Count(capture => capture.Method == "Faults.Scenarios.SecondClause").ShouldBeInRange(3, 6);
    }

    [Fact]
    public async Task Watch_ThatEnds_LeavesNothingArmed()
    {
        await using var target = await FaultsTarget.StartAsync("all");
        var second = await target.AttachAsync();
        await using (second)
        {
            await target.Connection.DisposeAsync();
            ProbeStatus[] left = [];
            for (var look = 0; look < 100; look++)
            {
                left = (await second.AskAsync<ProbesListed>(new ListProbes(), TestContext.Current.CancellationToken)).Probes.Where(probe => probe.State != ProbeState.Removed).ToArray();
                if (left.Length == 0)
                {
                    break;
                }

                await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            left.ShouldBeEmpty();
            await target.RunAsync("swallowed");
        }
    }

    private static string? Value(Captured capture, string name) =>
        capture.Values.Where(value => value.Name == name).Select(value => capture.Nodes[value.Node].Value).FirstOrDefault();
}
