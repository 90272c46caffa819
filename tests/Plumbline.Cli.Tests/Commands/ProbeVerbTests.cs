using Plumbline.Tests.Support;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Commands;

[Collection(OwnAgentCollection.Name)]
public sealed class ProbeVerbTests
{
    private const string Place = "Shop.Orders.Checkout";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Snapshot_OneHit_PrintsTheTreeAndEnds()
    {
        await using var agent = Serving(ProbeKind.Snapshot, Samples.Capture);

        var run = await CliRun.Async("snapshot", OwnAgent.Pid, Place, "--stack", "--depth", "2", "--when", "@return > 5");

        run.Exit.ShouldBe(ExitCode.Ok);
        run.Out.ShouldContain("#1 Shop.Orders.Checkout  returned in 1.23 ms");
        run.Error.ShouldContain("applied");
        run.Error.ShouldContain("had it inlined: Shop.Api.Post");
        run.Error.ShouldContain("3 hits; not acted on: condition false 40, over the rate 2");
        var spec = Placed(agent);
        spec.Kind.ShouldBe(ProbeKind.Snapshot);
        spec.When.ShouldBe("@return > 5");
        (spec.Stack, spec.Limits.Depth, spec.Hits).ShouldBe((true, 2, 1));
        spec.Redaction.Enabled.ShouldBeTrue();
    }

    [Fact]
    public async Task Record_OneCall_PrintsItsLinesAndEnds()
    {
        await using var agent = Serving(ProbeKind.Record, Samples.Recorded);

        var run = await CliRun.Async("record", OwnAgent.Pid, "Shop.Cart.Total", "--when", "coupon == null", "--steps", "500");

        run.Exit.ShouldBe(ExitCode.Ok);
        run.Out.ShouldContain(" 23 │   total = 12.5  ← Sum");
        var spec = Placed(agent);
        (spec.Kind, spec.When, spec.Steps, spec.Hits, spec.Rate).ShouldBe((ProbeKind.Record, "coupon == null", 500, 1, 100.0));
        (spec.Limits.Depth, spec.Limits.Bytes, spec.Limits.Milliseconds).ShouldBe((1, 1024 * 1024, 250));
    }

    [Fact]
    public async Task Log_Template_ReachesTheAgent()
    {
        await using var agent = Serving(ProbeKind.Log, Samples.Log);

        var run = await CliRun.Async("log", OwnAgent.Pid, "Orders.cs:42", "order {order.Id}", "--capture", "total", "--for", "2m", "--rate", "600/m");

        run.Lines.ShouldHaveSingleItem().ShouldContain("order 3 costs 4.50");
        var spec = Placed(agent);
        (spec.Template, spec.Seconds, spec.Rate, spec.Hits).ShouldBe(("order {order.Id} total={total}", 120.0, 10.0, 0));
    }

    [Fact]
    public async Task Count_Redirected_PrintsPlainLinesAndTheLastInFull()
    {
        await using var agent = Serving(ProbeKind.Count, Samples.Count with { Total = 100, Seconds = 1 }, Samples.Count);

        var run = await CliRun.Async("count", OwnAgent.Pid, Place, "--by", "order.Region");

        run.Out.ShouldNotContain("\e");
        run.Lines[0].ShouldStartWith("   1.0 s  100 hits  now 100.0/s");
        run.Lines[1].ShouldStartWith("   2.0 s  300 hits  now 200.0/s  mean 150.0/s  eu 200");
        run.Lines.ShouldContain("  eu           200   66.7 %");
        run.Lines[^1].ShouldContain("10 hits in further groups");
        Placed(agent).By.ShouldBe("order.Region");
    }

    [Fact]
    public async Task Count_InATerminal_DrawsOverItself()
    {
        await using var agent = Serving(ProbeKind.Count, Samples.Count with { Total = 100, Seconds = 1 }, Samples.Count);

        var run = await CliRun.Async(["count", OwnAgent.Pid, Place], live: true, Cancel);

        run.Out.ShouldContain("\e[4A\e[J");
    }

    [Fact]
    public async Task Time_PrintsQuantilesAndAHistogram()
    {
        await using var agent = Serving(ProbeKind.Time, Samples.Time);

        var run = await CliRun.Async("time", OwnAgent.Pid, "Orders.cs:42", "--to", "Orders.cs:50");

        run.Out.ShouldContain("5 calls  1 threw  2 running  p50 3");
        run.Out.ShouldContain("max 1 ms");
        run.Lines.Count(l => l.Contains('█')).ShouldBe(5);
        Placed(agent).To.ShouldBe("Orders.cs:50");
    }

    [Fact]
    public async Task Stack_PathsThatBeginAlike_ShareTheirFrames()
    {
        await using var agent = Serving(ProbeKind.Stack, Samples.Stacks);

        var run = await CliRun.Async("stack", OwnAgent.Pid, Place);

        run.Lines[^4..].Select(l => l.TrimEnd()).ShouldBe(
        [
            "        10 100.0 %  Shop.Orders.Checkout",
            "         7  70.0 %   Shop.Api.Post",
            "         7  70.0 %     Shop.Host.Run",
            "         3  30.0 %   Shop.Jobs.Retry",
        ]);
    }

    [Fact]
    public async Task CtrlC_RemovesTheProbeAndSumsUp()
    {
        using var ctrlC = new CancellationTokenSource();
        await using var agent = OwnAgent.Start();
        agent.Answer = request =>
        {
            if (request is RemoveProbe)
            {
                return [Samples.Count with { Total = 999 }, new ProbeRemoved(Samples.Status(ProbeKind.Count, ProbeState.Removed, "by its owner"))];
            }

            ctrlC.CancelAfter(TimeSpan.FromMilliseconds(100));
            return [new ProbePlaced(Samples.Status(ProbeKind.Count, ProbeState.Applied)), Samples.Count];
        };

        var run = await CliRun.Async(["count", OwnAgent.Pid, Place], live: false, ctrlC.Token);

        run.Exit.ShouldBe(ExitCode.Ok);
        agent.Received.OfType<RemoveProbe>().ShouldHaveSingleItem().Probe.ShouldBe(1);
        run.Out.ShouldContain("999 hits", Case.Sensitive, "what was on its way when the probe was removed is shown, too");
        run.Error.ShouldContain("3 hits; not acted on");
    }

    [Fact]
    public async Task Refused_IsAnErrorWithItsOwnExitCode()
    {
        await using var agent = OwnAgent.Start();
        agent.Answer = _ => [new ProbePlaced(Samples.Status(ProbeKind.Count, ProbeState.Refused, "the method is abstract"))];

        var run = await CliRun.Async("count", OwnAgent.Pid, Place);

        run.Exit.ShouldBe(ExitCode.PlaceRefused);
        run.Error.ShouldContain("plumb: the method is abstract");
    }

    [Fact]
    public async Task BadExpression_PointsAtTheColumn()
    {
        await using var agent = OwnAgent.Start();
        agent.Answer = _ => [new Failure(FailureCode.BadExpression, "'Totl' is no member of Order.", null, "order.Totl > 3", 6, ["order.Total"])];

        var run = await CliRun.Async("snapshot", OwnAgent.Pid, Place, "--when", "order.Totl > 3");

        run.Exit.ShouldBe(ExitCode.BadExpression);
        run.Error.ShouldBe("plumb: 'Totl' is no member of Order.\n  order.Totl > 3\n        ^\nNear to it:\n  order.Total\n");
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task ConnectionLost_IsSaidWithItsOwnExitCode()
    {
        await using var agent = OwnAgent.Start();
        agent.Answer = request =>
        {
            _ = Task.Delay(100, Cancel).ContinueWith(_ => agent.DropClients(), Cancel, TaskContinuationOptions.None, TaskScheduler.Default);
            return [new ProbePlaced(Samples.Status(ProbeKind.Count, ProbeState.Applied))];
        };

        var run = await CliRun.Async("count", OwnAgent.Pid, Place);

        run.Exit.ShouldBe(ExitCode.NoAnswer);
        run.Error.ShouldContain("was lost");
    }

    [Fact]
    public async Task Json_Probe_GivesStatesAndData()
    {
        await using var agent = Serving(ProbeKind.Count, Samples.Count);

        var run = await CliRun.Async("count", OwnAgent.Pid, Place, "--json");

        run.Lines.Select(l => l[..l.IndexOf(',')]).ShouldBe(["{\"kind\":\"probe\"", "{\"kind\":\"count\"", "{\"kind\":\"probe\""]);
        run.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("count", "1", "X", "--capture", "a")]
    [InlineData("count", "1", "X", "--hits", "-1")]
    [InlineData("count", "1", "X", "--for", "soon")]
    [InlineData("count", "1", "X", "--rate", "10/y")]
    [InlineData("snapshot", "1", "X", "--pdb", "/no/such.pdb")]
    [InlineData("count", "1")]
    [InlineData("nonsense")]
    public async Task Usage_ThatMakesNoSense_IsRefusedBeforeAnythingIsTouched(params string[] args)
    {
        var run = await CliRun.Async(args);

        run.Exit.ShouldBe(ExitCode.Usage);
        run.Error.ShouldStartWith("plumb: ");
        run.Out.ShouldBeEmpty();
    }

    private static FakeAgent Serving(ProbeKind kind, params WireMessage[] events)
    {
        var agent = OwnAgent.Start();
        agent.Answer = request => request is FindLines ? [new LinesFound([], [])] :
        [
            new ProbePlaced(Samples.Status(kind, ProbeState.Applied)),
            .. events,
            new ProbeChanged(Samples.Status(kind, ProbeState.Removed, "3 hits were asked for")),
        ];
        return agent;
    }

    private static ProbeSpec Placed(FakeAgent agent) => agent.Received.OfType<PlaceProbe>().ShouldHaveSingleItem().Spec;
}
