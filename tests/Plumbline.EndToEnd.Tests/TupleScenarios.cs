using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Case 76: tuples under the names of the source, in captures and in expressions.</summary>
public sealed class TupleScenarios(ConformanceFixture fixture)
{
    public static TheoryData<Variant> Variants => ConformanceFixture.Variants;

    // case 76
    [Theory, MemberData(nameof(Variants))]
    public async Task ParametersLocalsAndResults_HaveTheNamesOfTheSource(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recording = await target.RecordAsync("Tuples.Plain", ConformanceTarget.Snapshot("Tuples.Swap"));
        var values = Recording.Values(recording.Captures[0]);
        values.ShouldContain("{id=1 name=one}");
        values.ShouldContain("{half=0.5 Item2=one}");
        values.ShouldContain("@return=(string, int){label=one count=1}");

        values = await ValuesAsync(target, "Tuples.Nested", Placing.Line("Tuples.cs", "nested"));
        values.ShouldContain("{id=1 state=(string, bool){text=a on=true}}");
        values.ShouldContain("{low=7 high=8}");
        values.ShouldContain("{a=1 b=2 c=3 d=4 e=5 f=6 g=7 h=8 i=nine}");
    }

    // case 76
    [Theory, MemberData(nameof(Variants))]
    public async Task HoistedAndCaptured_HaveTheNamesOfTheSource(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var values = await ValuesAsync(target, "Tuples.Async", "Tuples.Async");
        values.ShouldContain("{id=3 name=three}");
        values.ShouldContain("{before=3 after=4}");
        values.ShouldContain("@return=(int, string){code=4 text=three}");

        values = await ValuesAsync(target, "Tuples.Captured", "Tuples.Captured.lambda");
        values.ShouldContain("{width=4 height=5}");
        values.ShouldContain("{x=1 y=1}");
    }

    // case 76
    [Theory, MemberData(nameof(Variants))]
    public async Task TypeVariables_TakeNoNamesOfTheirNeighbours(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var values = await ValuesAsync(target, "Tuples.Generic", Placing.Line("Tuples.cs", "generic"));
        values.ShouldContain("{Item1=1 Item2=2}");
        values.ShouldNotContain("left=1");
        values = await ValuesAsync(target, "Tuples.Generic", "Tuples.Box.Show");
        values.ShouldContain("{First=(int, int){Item1=8 Item2=9} Second=(int, int){Left=1 Right=2}}");
    }

    // case 76
    [Theory, MemberData(nameof(Variants))]
    public async Task Expressions_TakeTheNamesOfTheSource(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await HitsAsync(target, "Tuples.Plain", "Tuples.Swap", "pair.id == 2 && pair.name == 'two'");
        await HitsAsync(target, "Tuples.Plain", "Tuples.Swap@return", "@return.label == 'two' && @return.count > 2");
        await HitsAsync(target, "Tuples.Nested", Placing.Line("Tuples.cs", "nested"), "range.Value.high == 8 && range?.low == 7 && long_.i == 'nine' && long_.h == 8");
        await HitsAsync(target, "Tuples.Async", Placing.Line("Tuples.cs", "async"), "times.after == 4 && pair.name == 'three'");
        (await RefusedAsync(target, "Tuples.Swap", "pair.Item2 == 'two'")).ShouldContain("named 'name' in the source");
        (await RefusedAsync(target, "Tuples.Secret", "login.Item2 == 'x'")).ShouldContain("redacted");
        (await RefusedAsync(target, "Tuples.Secret", "login.password == 'x'")).ShouldContain("redacted");
        await HitsAsync(target, "Tuples.Generic", "Tuples.Box.Show", "Value.Second.Right == 2 && Value.First.Item2 == 9");
    }

    private static async Task<string> ValuesAsync(ConformanceTarget target, string scenario, string place) =>
        Recording.Values((await target.RecordAsync(scenario, ConformanceTarget.Snapshot(place))).Captures.ShouldHaveSingleItem());

    private static async Task<string> RefusedAsync(ConformanceTarget target, string place, string when) =>
        (await Should.ThrowAsync<Plumbline.Attach.AttachException>(() => target.PlaceAsync(ConformanceTarget.Snapshot(place, when)))).Message;

    private static async Task HitsAsync(ConformanceTarget target, string scenario, string place, string when) =>
        (await target.RecordAsync(scenario, new ProbeSpec { Kind = ProbeKind.Count, Place = place, When = when })).Status.Hits.ShouldBe(1, when);
}
