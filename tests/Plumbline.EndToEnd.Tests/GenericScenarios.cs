using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Cases 17 to 24 of docs/conformance.md.</summary>
public sealed class GenericScenarios(ConformanceFixture fixture)
{
    public static TheoryData<Variant> Variants => ConformanceFixture.Variants;

    // case 17
    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_OfSharedAndValueTypeInstantiations_HasTheRightTypes(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recording = await target.RecordAsync("Generics.Shared", ConformanceTarget.Snapshot("Generics.Echo"));

        recording.ShouldBe(
            "call returned: value=text, copy=text, @return=text",
            "call returned: value=5, copy=5, @return=5",
            "call returned: value=2.5, copy=2.5, @return=2.5",
            "call returned: value=[1], copy=[1], @return=[1]",
            "call returned: value=00000000-0000-0000-0000-000000000000, copy=00000000-0000-0000-0000-000000000000, @return=00000000-0000-0000-0000-000000000000");
        recording.Captures.Select(capture => capture.Nodes[capture.Values[0].Node].Type).ShouldBe(["string", "int", "double", "System.Collections.Generic.List<int>", "System.Guid"]);
        (await target.RecordAsync("Generics.Shared", Totals.Spec(ProbeKind.Count, "Generics.Echo"))).Count().ShouldBe(5);
        (await target.RecordAsync("Generics.Shared", Totals.Spec(ProbeKind.Log, "Generics.Echo", "{value}"))).Lines()[..3].ShouldBe(["text", "5", "2.5"]);
    }

    // case 18
    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_OfGenericVirtualAndInterfaceMethods_IsHit(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        (await target.RecordAsync("Generics.Virtual", ConformanceTarget.Snapshot("Square.Describe"))).ShouldBe(
            "call returned: this=Conformance.Square{}, value=1, text=square 1, @return=square 18",
            "call returned: this=Conformance.Square{}, value=s, text=square s, @return=square s8");
        (await target.RecordAsync("Generics.Virtual", ConformanceTarget.Snapshot("Square.IShape.Measure@return"))).ShouldBe(
            "return returned: this=Conformance.Square{}, value=2.5, text=measured 2.5, @return=measured 2.512",
            "return returned: this=Conformance.Square{}, value=m, text=measured m, @return=measured m10");
        (await target.RecordAsync("Generics.Virtual", ConformanceTarget.Snapshot("IShape.Plain"))).ShouldBe(
            "call returned: this=Conformance.Square{}, value=3, @return=default Int32");
    }

    // case 19
    [Theory, MemberData(nameof(Variants))]
    public async Task Probes_OnStaticAbstractMembers_AreHit(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        (await target.RecordAsync("Generics.StaticAbstract", Totals.Spec(ProbeKind.Log, "Metres.Add", "{left.Value}+{right.Value}")))
            .Lines().ShouldBe(["0+1", "1+2"]);
        (await target.RecordAsync("Generics.StaticAbstract", ConformanceTarget.Snapshot("Generics.Sum@return"))).ShouldBe(
            "return returned: items=[Conformance.Metres{Value=1} Conformance.Metres{Value=2}], sum=Conformance.Metres{Value=3}, @return=Metres { Value = 3 }",
            "return returned: items=[Conformance.Labels{Value=a} Conformance.Labels{Value=b}], sum=Conformance.Labels{Value=ab}, @return=Labels { Value = ab }");
    }

    // case 20
    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_InNestedGenericTypes_BindsAllTypeVariables(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var joined = (await target.RecordAsync("Generics.Nested", ConformanceTarget.Snapshot("Outer.Inner.Join"))).Captures.Select(Recording.Values).ToArray();
        joined.Length.ShouldBe(2);
        joined[0].ShouldContain("value=00000000-0000-0000-0000-000000000000");
        joined[0].ShouldContain("list=[00000000-0000-0000-0000-000000000000]");
        joined[1].ShouldContain("value=z");
        (await target.RecordAsync("Generics.Nested", ConformanceTarget.Snapshot("Outer.Pair.Show"))).ShouldBe(
            "call returned: this=Conformance.Outer<int>.Pair<string>{First=4 Second=p}, this=Conformance.Outer<int>.Pair<string>{First=4 Second=p}, copy=Conformance.Outer<int>.Pair<string>{First=4 Second=p}, @return=4p");
    }

    // case 21
    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_OfTypeVariableThatAllowsRefStructs_ShowsSpans(Variant variant)
    {
        if (variant.Framework == "net8.0")
        {
            return;
        }

        var target = await fixture.TargetAsync(variant);

        (await target.RecordAsync("Generics.RefStruct", ConformanceTarget.Snapshot("Generics.Measure"))).ShouldBe(
            "call returned: value=[1 2 3], name=Span`1, @return=Span`16",
            "call returned: value=text, name=String, @return=String6",
            "call returned: value.Left=4, value.Text=w, name=Window, @return=Window6");
    }

    // case 22
    [Theory, MemberData(nameof(Variants))]
    public async Task LineProbe_AmongConstrainedCalls_ChangesNoStruct(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var unset = variant.Project == "ConformanceDebug" ? ", after=0" : "";
        (await target.RecordAsync("Generics.Constrained", ConformanceTarget.Snapshot(Lines.Place("Generics.cs", "constrained")))).ShouldBe(
            "line: counter=Conformance.Counter{Count=1}" + unset,
            "line: counter=Conformance.ClassCounter{Count=1}" + unset);
        (await target.RecordAsync("Generics.Constrained", ConformanceTarget.Snapshot("Generics.Bump"))).Captures.Length.ShouldBe(2);
        (await target.RecordAsync("Generics.Constrained", Totals.Spec(ProbeKind.Log, "Generics.Hash@return", "{@return}")))
            .Lines().Length.ShouldBe(3);
    }

    // case 23
    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_OfInstantiationCompiledAfterTheProbe_IsHit(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recording = await target.RecordAsync("Generics.Fresh", ConformanceTarget.Snapshot("Generics.OfFresh"));

        recording.Captures.ShouldHaveSingleItem().Outcome.ShouldBe("returned");
        Recording.Values(recording.Captures[0]).ShouldContain("text=Wrap`1");
    }

    // case 24
    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_OfInstantiationOverCollectibleType_IsRefusedAndLetsItUnload(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recording = await target.RecordAsync("Generics.Collectible", ConformanceTarget.Snapshot("Generics.Echo"));

        recording.Result.ShouldBe("kept unloaded");
        recording.ShouldBe("call returned: value=kept, copy=kept, @return=kept");
        // The assembly is a copy of the target's own: where it was alive as the agent looked, its method is a site too, a refused one.
        recording.Status.Sites.Where(site => site.Refusal is null).ShouldHaveSingleItem().Note.ShouldNotBeNull().ShouldContain("collectible");
    }

    // case 24
    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_OfInstantiationOverCollectibleStruct_IsNotSeenAndTheSiteSaysSo(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recording = await target.RecordAsync("Generics.CollectibleStruct", ConformanceTarget.Snapshot("Generics.Echo"));

        (await target.RunAsync("Generics.ForgetStructs")).ShouldBe("forgotten");
        recording.Captures.ShouldBeEmpty();
        recording.Status.Sites.ShouldHaveSingleItem().Note.ShouldNotBeNull().ShouldContain("one of their structs");
    }
}
