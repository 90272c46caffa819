using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Recordings of whole invocations. That a target's results are the same with and without is asserted by <see cref="ConformanceTarget.RecordAsync"/>.</summary>
public sealed class RecordScenarios(ConformanceFixture fixture)
{
    public static TheoryData<Variant> Variants => ConformanceFixture.RecordVariants;

    [Theory, MemberData(nameof(Variants))]
    public async Task PlainMethod_LinesValuesAndCalls(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordCallsAsync(
            "Plain",
            "Records.Plain",
            [
                "entry | lines=[Line Line] | coupon=TEN",
                "var total = Sum(lines); | Sum=12.5 | total=12.5",
                "if (coupon is not null)",
                "total -= Discount(coupon); | Discount=16.5 | total=-4.0",
                "return total;",
                "returned | @return=-4.0",
            ],
            ["entry | lines=[] | coupon=null", "var total = Sum(lines); | Sum=0 | total=0", "if (coupon is not null)", "return total;", "returned | @return=0"]);
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task Loop_EachPass(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordCallsAsync(
            "Plain",
            "Records.Sum",
            [
                "entry | lines=[Line Line]",
                "var sum = 0m; | sum=0",
                "lines",
                "in",
                "var line | line=Line{Name=a Price=4.5 Count=2}",
                "sum += line.Cost(); | Line.Cost=9.0 | sum=9.0",
                "in",
                "var line | line=Line{Name=b Price=3.5 Count=1}",
                "sum += line.Cost(); | Line.Cost=3.5 | sum=12.5",
                "in",
                "return sum;",
                "returned | @return=12.5",
            ],
            ["entry | lines=[]", "var sum = 0m; | sum=0", "lines", "in", "return sum;", "returned | @return=0"]);
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task LongLoop_IsCutAtItsStepsAndEndsWithTheLastValues(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recorded = (await target.RecordAsync("Records.Loop", Records.Spec("Records.Loop") with { Steps = 100 })).Recorded().ShouldHaveSingleItem();
        recorded.Cut.ShouldBe("steps");
        recorded.Steps.Length.ShouldBe(101);
        recorded.Passed.ShouldBeGreaterThan(17_000);
        recorded.Outcome.ShouldBe("returned");
        var last = recorded.Steps[^1].Values.ShouldNotBeNull();
        last.Select(value => $"{value.Name}={RecordText.Text(value.Nodes)}").ShouldBe(["sum=6247500", "@return=6247500"]);

        var small = Records.Spec("Records.Loop") with { Limits = new CaptureLimits { Bytes = 8192, Milliseconds = 1000 } };
        recorded = (await target.RecordAsync("Records.Loop", small)).Recorded().ShouldHaveSingleItem();
        recorded.Cut.ShouldBe("bytes");
        recorded.Steps.Length.ShouldBeInRange(50, 300);
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task NestedRegions_CatchFilterFinallyAndThrow(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordCallsAsync(
            "Regions",
            "Records.Regions",
            [
                "entry | how=0",
                "var text = \"start\"; | text=start",
                "text += Fail(how); | Fail= fine | text=start fine",
                "text += \" inner\"; | text=start fine inner",
                "text += \" outer\"; | text=start fine inner outer",
                "return text;",
                "returned | @return=start fine inner outer",
            ],
            [
                "entry | how=1",
                "var text = \"start\"; | text=start",
                "text += Fail(how); | e=ArgumentException: first",
                "when (e.Message.Length > 2)",
                "text += \" caught\"; | text=start caught",
                "if (how == 2)",
                "text += \" inner\"; | text=start caught inner",
                "text += \" outer\"; | text=start caught inner outer",
                "return text;",
                "returned | @return=start caught inner outer",
            ],
            [
                "entry | how=2",
                "var text = \"start\"; | text=start",
                "text += Fail(how); | e=ArgumentException: first",
                "when (e.Message.Length > 2)",
                "text += \" caught\"; | text=start caught",
                "if (how == 2)",
                "throw new InvalidOperationException(\"second\", e);",
                "throws | @exception=InvalidOperationException: second",
                "text += \" inner\"; | text=start caught inner",
                "text += \" outer\"; | text=start caught inner outer",
                "threw",
            ],
            [
                "entry | how=3",
                "var text = \"start\"; | text=start",
                "text += Fail(how);",
                "throws | @exception=NotSupportedException: third",
                "text += \" inner\"; | text=start inner",
                "text += \" outer\"; | text=start inner outer",
                "threw",
            ]);
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task EarlyReturnsTernariesAndSwitch(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        const string Kind = "var kind = text is null ? \"none\" : text.Length > 3 ? \"long\" : \"short\"; | kind=";
        await target.ShouldRecordCallsAsync(
            "Branches",
            "Records.Branches",
            ["entry | number=1 | text=x", "if (number < 0)", Kind + "short", "kind += \" one\"; | kind=short one", "break;", "return kind;", "returned | @return=short one"],
            ["entry | number=2 | text=null", "if (number < 0)", Kind + "none", "return kind + \" two\";", "returned | @return=none two"],
            ["entry | number=7 | text=seven", "if (number < 0)", Kind + "long", "kind += \" many\"; | kind=long many", "return kind;", "returned | @return=long many"],
            ["entry | number=-1 | text=", "if (number < 0)", "return \"negative\";", "returned | @return=negative"]);
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task Generics_SharedAndOfValues(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        static string[] Pair(string first, string second) =>
        [
            $"entry | first={first} | second={second}",
            $"var held = Same(first); | Same={first} | held={first}",
            $"T[] both = [held, second]; | both=[{first} {second}]",
            $"var text = string.Join(\"+\", both); | String.Join={first}+{second}",
            "return text;",
            $"returned | @return={first}+{second}",
        ];
        await target.ShouldRecordCallsAsync("Generics", "Records.Pair", Pair("a", "b"), Pair("1", "2"), Pair("2.5", "1"));
        const string None = "00000000-0000-0000-0000-000000000000";
        await target.ShouldRecordCallsAsync(
            "Generics",
            "Records.Holder.Swap",
            ["entry | this=Holder<string>{} | own=x | other=3", "var kept = Same(own); | Records.Same=x | kept=x", "var pair = (other, kept);", "return pair;", "returned | @return=(int, string){Item1=3 Item2=x}"],
            [$"entry | this=Holder<System.Guid>{{}} | own={None} | other=y", $"var kept = Same(own); | Records.Same={None} | kept={None}", "var pair = (other, kept);", "return pair;", $"returned | @return=(string, System.Guid){{Item1=y Item2={None}}}"]);
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task Structs_ByRefsAndSpans(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordCallsAsync(
            "Structs",
            "Records.Point.Move",
            ["entry | this=Point{X=3 Y=4} | by=2", "X += by; | this=Point{X=5 Y=4}", "Y -= by; | this=Point{X=5 Y=2}", "return X * Y;", "returned | @return=10"]);
        await target.ShouldRecordCallsAsync(
            "ByRefs",
            "Records.ByRefs",
            [
                "entry | number=5 | text=text | items=[1 2 3 4]",
                "number += items.Length; | number=9",
                "var tail = items[2..]; | ReadOnlySpan.Slice=[3 4] | tail=[3 4]",
                "rest = text[1..]; | String.Substring=ext | rest=ext",
                "ref var again = ref Again(ref number); | Again=9",
                "again += tail[0]; | number=12",
                "return number > 3;",
                "returned | @return=true",
            ]);
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task ClosuresLambdasAndLocalFunctions(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        const string Times = "Func<int, int> times = x => x * factor; | times=Conformance.Records.Closures.lambda";
        await target.ShouldRecordCallsAsync(
            "Closures",
            "Records.Closures",
            ["entry | number=3", "var factor = number * 2;", Times, "factor++;", "var result = times(5); | Func.Invoke=35 | result=35", "return Local(result); | Local=35/7", "returned | @return=35/7"],
            ["entry | number=4", "var factor = number * 2;", Times, "factor++;", "var result = times(5); | Func.Invoke=45 | result=45", "return Local(result); | Local=45/9", "returned | @return=45/9"]);
        await target.ShouldRecordCallsAsync(
            "Closures",
            "Records.Closures.lambda",
            ["entry | x=5 | factor=7", "x * factor", "returned | @return=35"],
            ["entry | x=5 | factor=9", "x * factor", "returned | @return=45"]);
        await target.ShouldRecordCallsAsync(
            "Closures",
            "Records.Closures.Local",
            ["entry | value=35 | factor=7", "var text = $\"{value}/{factor}\";", "return text;", "returned | @return=35/7"],
            ["entry | value=45 | factor=9", "var text = $\"{value}/{factor}\";", "return text;", "returned | @return=45/9"]);
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task Recursion_KeepsInvocationsApart(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        static string[] Call(int number, int below) =>
        [
            $"entry | number={number}",
            "if (number <= 1)",
            $"var below = Factorial(number - 1); | Factorial={below}",
            "return below * number;",
            $"returned | @return={below * number}",
        ];
        await target.ShouldRecordCallsAsync(
            "Recursion", "Records.Factorial", Call(5, 24), Call(4, 6), Call(3, 2), Call(2, 1), ["entry | number=1", "if (number <= 1)", "return 1;", "returned | @return=1"]);
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task ConcurrentInvocations_OnlyTheOneThatTheConditionMeans(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        foreach (var method in new[] { "Concurrent", "Later" })
        {
            var recording = await target.RecordAsync("Records.Concurrent", Records.Spec("Records." + method, "number == 3"));
            var recorded = recording.Recorded().ShouldHaveSingleItem();
            recording.Status.Drops.ShouldBe(new Dictionary<string, long> { ["condition"] = 7 });
            var sums = recorded.Steps.SelectMany(step => step.Values ?? []).Where(value => value.Name == "sum").Select(value => RecordText.Text(value.Nodes));
            sums.ShouldBe(Enumerable.Range(0, 21).Select(times => $"{times * 3}"));
            RecordText.Lines(recorded)[^1].ShouldBe("returned | @return=60");
        }
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task Secrets_AreNotRecorded(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recorded = (await target.RecordAsync("Records.Secrets", Records.Spec("Records.Secrets"))).Recorded().ShouldHaveSingleItem();
        System.Text.Encoding.UTF8.GetString(WireJson.Serialize(recorded)).ShouldNotContain("hunter2");
        var lines = RecordText.Lines(recorded);
        lines.ShouldContain("entry | password=<redacted> | number=3");
        lines.ShouldContain("var apiKey = GetApiKey(number); | GetApiKey=<redacted> | apiKey=<redacted>");
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task HitsAndPlaces(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        (await target.RecordAsync("Records.Recursion", Records.Spec("Records.Factorial") with { Hits = 2 })).Recorded().Length.ShouldBe(2);
        (await target.RecordAsync("Records.Closures", Records.Spec(Placing.Line("Records.cs", "lambda")))).Recorded()
            .Select(recorded => recorded.Method).Distinct().ShouldBe(["Conformance.Records.Closures.lambda", "Conformance.Records.Closures"], ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task ConditionOnTheEnd_KeepsWhatFits(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        async Task<string[]> KeptAsync(string scenario, string place, string when, long hits = 0) =>
            [.. (await target.RecordAsync(scenario, Records.Spec(place, when) with { Hits = hits })).Recorded().Select(recorded => RecordText.Lines(recorded)[0])];

        (await KeptAsync("Records.Regions", "Records.Regions", "@exception != null")).ShouldBe(["entry | how=2", "entry | how=3"]);
        (await KeptAsync("Records.Regions", "Records.Regions", "@exception.Message == \"third\"", hits: 1)).ShouldBe(["entry | how=3"]);
        (await KeptAsync("Records.Recursion", "Records.Factorial", "@return == 6")).ShouldBe(["entry | number=3"]);
        (await KeptAsync("Records.Async", "Records.Async", "@return > 100")).ShouldBe(["entry | number=2 | yields=false", "entry | number=3 | yields=true"]);
        (await KeptAsync("Records.AsyncThrow", "Records.AsyncThrow", "@exception != null")).ShouldBe(["entry | number=4"]);
        (await KeptAsync("Records.Recursion", "Records.Factorial", "@duration.TotalSeconds > 10")).ShouldBeEmpty();
        (await KeptAsync("Records.Recursion", "Records.Factorial", "@duration.TotalSeconds < 10 && number > 3")).ShouldBe(["entry | number=5", "entry | number=4"], ignoreOrder: true);
    }
}
