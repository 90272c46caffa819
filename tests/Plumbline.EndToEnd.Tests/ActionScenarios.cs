using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>What each kind of probe records.</summary>
public sealed class ActionScenarios(ConformanceFixture fixture)
{
    public static TheoryData<Variant> Variants => ConformanceFixture.Variants;

    [Theory, MemberData(nameof(Variants))]
    public async Task Log_WithTemplate_WritesOneLineAHit(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recording = await target.RecordAsync("Basics.Add", new ProbeSpec
        {
            Kind = ProbeKind.Log,
            Place = "Basics.Add",
            Template = "{text} is {number + 1,3:D2}{{}}",
        });

        recording.Events.OfType<Logged>().Select(line => line.Text).ShouldBe(["x0 is  01{}", "x1 is  02{}", "x2 is  03{}"]);
        var site = recording.Status.Sites.Single();
        recording.Events.OfType<Logged>().ShouldAllBe(line => line.Method == site.Method && line.File == site.File && line.Line == site.Line);
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task Log_OfReturn_SeesWhatTheMethodReturned(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recording = await target.RecordAsync("Basics.Add", new ProbeSpec
        {
            Kind = ProbeKind.Log,
            Place = "Basics.Add",
            Template = "{number}: {@return}",
        });

        recording.Events.OfType<Logged>().Select(line => line.Text).ShouldBe(["0: 2", "1: 4", "2: 6"]);
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task Count_ByExpression_GroupsHits(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recording = await target.RecordAsync("Steps.TwoLines", new ProbeSpec
        {
            Kind = ProbeKind.Count,
            Place = "Steps.TwoLines",
            By = "number % 2 == 0 ? \"even\" : \"odd\"",
            When = "number < 5",
        });

        var counted = recording.Events.OfType<Counted>().Last();
        counted.Total.ShouldBe(4);
        counted.Groups.ShouldBe([new CountGroup("even", 2), new CountGroup("odd", 2)]);
        recording.Status.Drops.ShouldBe(new Dictionary<string, long> { ["condition"] = 1 });
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task Time_OfMethod_CountsEveryCall(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recording = await target.RecordAsync("Steps.TwoAsyncLines", new ProbeSpec { Kind = ProbeKind.Time, Place = "Steps.TwoAsyncLines" });

        var timed = recording.Events.OfType<Timed>().Last();
        timed.Count.ShouldBe(3);
        timed.InFlight.ShouldBe(0);
        timed.MinMicroseconds.ShouldBeGreaterThan(10_000);
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task Time_BetweenTwoLines_MeasuresTheWay(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recording = await target.RecordAsync("Steps.TwoLines", new ProbeSpec
        {
            Kind = ProbeKind.Time,
            Place = ConformanceTarget.Line("Steps.cs", "two-lines-first"),
            To = ConformanceTarget.Line("Steps.cs", "two-lines-second"),
        });

        recording.Events.OfType<Timed>().Last().Count.ShouldBe(5);
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task Time_BetweenTwoLinesAcrossAnAwait_IncludesTheWait(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recording = await target.RecordAsync("Steps.TwoAsyncLines", new ProbeSpec
        {
            Kind = ProbeKind.Time,
            Place = ConformanceTarget.Line("Steps.cs", "async-first"),
            To = ConformanceTarget.Line("Steps.cs", "async-second"),
        });

        var timed = recording.Events.OfType<Timed>().Last();
        timed.Count.ShouldBe(3);
        timed.MinMicroseconds.ShouldBeGreaterThan(10_000);
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task Time_BetweenTwoMethods_IsCarriedByTheThread(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recording = await target.RecordAsync("Steps.TwoLines", new ProbeSpec
        {
            Kind = ProbeKind.Time,
            Place = "Steps.TwoLines@entry",
            To = "Basics.Add@entry",
        });

        recording.Events.OfType<Timed>().Last().Count.ShouldBe(5);
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task Stack_OfMethod_AddsUpItsCallers(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recording = await target.RecordAsync("Steps.TwoLines", new ProbeSpec { Kind = ProbeKind.Stack, Place = "Basics.Add" });

        var seen = recording.Events.OfType<StacksSeen>().Last();
        seen.Total.ShouldBe(10);
        seen.Paths.Sum(path => path.Hits).ShouldBe(10);
        seen.Paths.Select(path => path.Frames[0].Method).Distinct().ShouldBe(["Conformance.Basics.Add"]);
        seen.Paths.Select(path => path.Frames[1].Method).Distinct().ShouldBe(["Conformance.Steps.TwoLines"]);
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_OfLine_SeesLocalsInScope(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recording = await target.RecordAsync(
            "Steps.TwoAsyncLines", ConformanceTarget.Snapshot(ConformanceTarget.Line("Steps.cs", "async-second"), "number == 2"));

        // Unoptimised code keeps the line's own variable apart from the start, so it is there before its first value.
        recording.ShouldBe(variant.Project == "ConformanceDebug" ? "line: number=2, first=5, second=0" : "line: number=2, first=5");
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_OfCaptureExpressions_ShowsTheirValues(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recording = await target.RecordAsync(
            "Basics.Add", ConformanceTarget.Snapshot("Basics.Add@return", "number == 1") with { Captures = ["number * 10", "text + \"!\"", "@return"] });

        recording.ShouldBe("return returned: number * 10=10, text + \"!\"=x1!, @return=4");
    }
}
