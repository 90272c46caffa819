using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Cases 25 to 33: by-ref, memory, pointers.</summary>
public sealed class ByRefScenarios(ConformanceFixture fixture)
{
    public static TheoryData<Variant> Variants => ConformanceFixture.Variants;

    // case 25
    [Theory, MemberData(nameof(Variants))]
    public async Task ByRefParameters_AreShownAtBothEnds(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync(
            "ByRefs.Kinds",
            "ByRefs.Kinds",
            "counter=5, id=00000001-0002-0003-0405-060708090a0b, same=00000001-0002-0003-0405-060708090a0b, text=<not assigned yet>, counter=6, text=set 6, @return=11");
        await target.ShouldRecordAsync(
            "ByRefs.Kinds",
            Placing.Line("ByRefs.cs", "kinds-assign"),
            "counter=6, id=00000001-0002-0003-0405-060708090a0b, same=00000001-0002-0003-0405-060708090a0b, text=<not assigned yet>");
    }

    // case 25
    [Theory, MemberData(nameof(Variants))]
    public async Task OutParameter_BeforeItsAssignment_IsNotRead(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync("ByRefs.OutThrows", "ByRefs.OutThrows", "threw: fails=true, text=<not assigned yet>, @exception=early");
        await target.ShouldRecordAsync(
            "ByRefs.OutUnset",
            "ByRefs.OutUnset",
            "number=<not assigned yet>, when=<not assigned yet>, number=42, when=2020-01-02T00:00:00.0000000");
        await target.ShouldRecordAsync(
            "ByRefs.OutUnset",
            Placing.Line("ByRefs.cs", "out-unset"),
            "number=<not assigned yet>, when=<not assigned yet>");
    }

    // case 26
    [Theory, MemberData(nameof(Variants))]
    public async Task NullReferences_AreNamedAndNotFollowed(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync(
            "ByRefs.NullRef",
            "ByRefs.NullRef",
            "number=<null reference>, id=<null reference>, text=<null reference>, number=<null reference>, text=<null reference>, @return=true");
    }

    // case 27
    [Theory, MemberData(nameof(Variants))]
    public async Task RefReturnsAndRefLocals_AreFollowed(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync("ByRefs.RefReturn", "ByRefs.RefReturn", "numbers=[1 2 3], index=1, @return=2");
        await target.ShouldRecordAsync("ByRefs.RefReturn", "ByRefs.RefLocal", "numbers=[1 20 3], slot=16, @return=16");
        await target.ShouldRecordAsync("ByRefs.RefReturn", Placing.Line("ByRefs.cs", "ref-local"), "numbers=[11 20 3], slot=11");
        await target.ShouldRecordAsync("ByRefs.RefReturn", "ByRefs.RefString", "texts=[a b], @return=b");
        await target.ShouldRecordAsync(
            "ByRefs.RefReturn",
            "ByRefs.RefStruct",
            "pairs=[Pair{First=0 Second=0} Pair{First=0 Second=0}], @return=Pair{First=9 Second=0}");
    }

    // case 28
    [Theory, MemberData(nameof(Variants))]
    public async Task RefStructs_AreShownFieldByField(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync(
            "ByRefs.RefStruct",
            "ByRefs.Use",
            "reader._bytes=[1 2 3 4], reader._position=2, copy._bytes=[1 2 3 4], copy._position=3, @return=6");
        await target.ShouldRecordAsync(
            "ByRefs.RefStruct",
            Placing.Line("ByRefs.cs", "use-reader"),
            "reader._bytes=[1 2 3 4], reader._position=2, copy._bytes=[1 2 3 4], copy._position=3");
        await target.ShouldRecordAsync(
            "ByRefs.RefStruct",
            "ByRefs.Scoped",
            "bytes=[1 2 3 4], reader._bytes=[1 2 3 4], reader._position=2, reader._bytes=[1 2 3 4], reader._position=2, @return=6");
        await target.ShouldRecordAsync(
            "ByRefs.RefStruct",
            "ByRefs.Reader.Skip",
            "this._bytes=[1 2 3 4], this._position=0, count=1, this._bytes=[1 2 3 4], this._position=1");
        await target.ShouldRecordAsync(
            "ByRefs.RefStruct",
            "ByRefs.Reader.Reader",
            "this._bytes=[], this._position=0, bytes=[1 2 3 4], this._bytes=[1 2 3 4], this._position=0");
    }

    // case 29
    [Theory, MemberData(nameof(Variants))]
    public async Task Spans_OverStackNativeAndArrays_ShowTheirElements(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync(
            "ByRefs.Spans",
            "ByRefs.Spans",
            "stack=[0 7 0], native=[0 8], text=ext, memory=[x y], none=[], local=[15 5], @return=20");
        await target.ShouldRecordAsync(
            "ByRefs.Spans",
            Placing.Line("ByRefs.cs", "spans-return"),
            "stack=[0 7 0], native=[0 8], text=ext, memory=[x y], none=[], local=[15 5]");
    }

    // case 30
    [Theory, MemberData(nameof(Variants))]
    public async Task Pointers_AreAddresses(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync(
            "ByRefs.Pointers",
            "ByRefs.Pointers",
            "number=0x*, pair=0x*, nothing=0x0, pairs=0x*, twice=0x*, signed=5, unsigned=6, end=0x*, @return=21");
        await target.ShouldRecordAsync("ByRefs.ReturnsPointer", "ByRefs.ReturnsPointer", "address=4096, @return=0x1000");
        await target.ShouldRecordAsync("ByRefs.ReturnsPointer", "ByRefs.ReturnsFunction", "@return=0x*");
    }

    // case 31
    [Theory, MemberData(nameof(Variants))]
    public async Task PinnedLocals_StayPinnedWhileTheCollectorMoves(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync("ByRefs.Pinned", "ByRefs.Pinned", "text=text, numbers=[1 2 3], bytes=[4 5], @return=220");
        await target.ShouldRecordAsync(
            "ByRefs.Pinned",
            Placing.Line("ByRefs.cs", "pinned-sum"),
            "text=text, numbers=[1 2 3], bytes=[4 5], start=0x*, first=0x*, chars=0x*");
    }

    // case 32
    [Theory, MemberData(nameof(Variants))]
    public async Task InlineArraysFixedBuffersAndUnions_AreShown(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync(
            "ByRefs.Layouts",
            Placing.Line("ByRefs.cs", "layouts-return"),
            "inline=[0 0 30 0], union=Union{Number=1065353216 Fraction=1}, buffer=Fixed{Bytes=[0 9 0 0]}, packed=Packed{Flag=1 Number=77}, copy=[5 0 30 0]");
    }

    // case 33
    [Theory, MemberData(nameof(Variants))]
    public async Task TypedReferences_AreLeftAlone_VariableArgumentsRefused(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync("ByRefs.Typed", "ByRefs.Typed", "number=4, number=10, @return=10");
        (await target.RefusalAsync("ByRefs.Arguments")).Message.ShouldContain("__arglist");
    }

    // case 25 to 33, every line at once
    [Theory, MemberData(nameof(Variants))]
    public async Task EveryLine_LeavesResultsAlone(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldNotMindAsync("ByRefs.cs", "ByRefs.Kinds", "ByRefs.OutThrows", "ByRefs.NullRef", "ByRefs.RefReturn", "ByRefs.RefStruct", "ByRefs.Spans", "ByRefs.Pointers", "ByRefs.Layouts", "ByRefs.Typed");
    }
}
