using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Cases 34 to 44: kinds of members, and names.</summary>
public sealed class MemberScenarios(ConformanceFixture fixture)
{
    public static TheoryData<Variant> Variants => ConformanceFixture.Variants;

    // case 34
    [Theory, MemberData(nameof(Variants))]
    public async Task MethodsOfStructs_ShowThisBeforeAndAfter(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync("Members.Structs", "Members.Counter.Increment", "this=Counter{Value=1}, by=4, this=Counter{Value=5}");
        await target.ShouldRecordAsync("Members.Structs", Placing.Line("Members.cs", "struct-increment"), "this=Counter{Value=1}, by=4");
        await target.ShouldRecordAsync("Members.Structs", "Members.Counter.Peek", "this=Counter{Value=5}, @return=50");
        await target.ShouldRecordAsync("Members.Structs", "Members.Counter.Sum", "left=Counter{Value=5}, right=Counter{Value=5}, @return=10");
        await target.ShouldRecordAsync(
            "Members.Structs",
            "Members.Box.With",
            "this=Box<string>{_content=in}, other=out, @return=inout",
            "this=Box<int>{_content=3}, other=5, @return=35");
    }

    // case 35
    [Theory, MemberData(nameof(Variants))]
    public async Task Constructors_AreEnteredAfterTheBaseCall(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync(
            "Members.Constructors",
            "Members.Derived.Derived(int)",
            "this=Derived{Label=label 1 Size=3}, size=3, this=Derived{Label=label 16/6 Size=3}, doubled=6",
            "this=Derived{Label=label 1 Size=3}, size=3, this=Derived{Label=label 16/6 Size=3}, doubled=6",
            "threw: this=Derived{Label=label 1 Size=-1}, size=-1, this=Derived{Label=label 1 Size=-1}, doubled=-2, @exception=size ('-1') must be a non-negative value.");
        await target.ShouldRecordAsync(
            "Members.Constructors",
            "Members.Derived.Derived(string)",
            "this=Derived{Label=label 16/6 Size=3}, text=xyz, this=Derived{Label=label 16/6xyz Size=3}");
        await target.ShouldRecordAsync("Members.Constructors", "Members.Point.Point", "this=Point{X=0 Y=0}, x=1, this=Point{X=1 Y=2}");
        await target.ShouldRecordAsync(
            "Members.Constructors",
            "Members.Service.Describe",
            "this=Service{name=svc retries=2 _half=1}, name=svc, retries=2, @return=svc 2 1");
    }

    // case 35
    [Theory, MemberData(nameof(Variants))]
    public async Task Lines_BeforeTheBaseCall_ShowTheUnfinishedObject(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync(
            "Members.Constructors",
            Placing.Line("Members.cs", "field-initialiser"),
            "this=Derived{Label=null Size=0}, size=3",
            "this=Derived{Label=null Size=0}, size=3",
            "this=Derived{Label=null Size=0}, size=-1",
            "this=Derived{Label=null Size=0}, size=-2");
        await target.ShouldRecordAsync(
            "Members.Constructors",
            Placing.Line("Members.cs", "base-call"),
            "this=Derived{Label=label 1 Size=0}, size=3",
            "this=Derived{Label=label 1 Size=0}, size=3",
            "this=Derived{Label=label 1 Size=0}, size=-1",
            "this=Derived{Label=label 1 Size=0}, size=-2");
        await target.ShouldRecordAsync(
            "Members.Constructors",
            Placing.Line("Members.cs", "derived-body"),
            "this=Derived{Label=label 1 Size=3}, size=3, doubled=6",
            "this=Derived{Label=label 1 Size=3}, size=3, doubled=6");
    }

    // case 36
    [Theory, MemberData(nameof(Variants))]
    public async Task StaticInitialiser_IsNotRunByLooking(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync("Members.Statics", "Members.Lazy.Peek", "lazy=null, @return= 0");
    }

    // case 37
    [Theory, MemberData(nameof(Variants))]
    public async Task Records_OwnAndGeneratedMembers(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync("Members.Records", "Members.Person.Older", "this=Person{Name=Ann Age=31}, years=2, @return=33");
        await target.ShouldRecordAsync(
            "Members.Records",
            "Members.Person.ToString",
            "this=Person{Name=Ann Age=31}, @return=Person { Name = Ann, Age = 31 }");
        await target.ShouldRecordAsync(
            "Members.Records",
            "Members.Person.<Clone>$",
            "this=Person{Name=Ann Age=30}, @return=Person{Name=Ann Age=30}");
        await target.ShouldRecordAsync("Members.Records", "Members.Size.Area", "this=Size{Width=2 Height=3}, @return=6");
    }

    // case 38
    [Theory, MemberData(nameof(Variants))]
    public async Task InitAccessorsAndRequiredMembers(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync("Members.Init", "Members.Settings.Level.init", "this=Settings{_level=0 Name=n}, value=3");
        await target.ShouldRecordAsync("Members.Init", "Members.Settings.Text", "this=Settings{_level=6 Name=n}, @return=n6");
    }

    // case 39
    [Theory, MemberData(nameof(Variants))]
    public async Task OperatorsIndexersEventsAndInterfaceMembers(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync(
            "Members.Kinds",
            "Members.Money.operator +",
            "left=Money{_amount=5}, right=Money{_amount=2}, @return=Money{_amount=7}");
        await target.ShouldRecordAsync("Members.Kinds", "Members.Money.implicit operator decimal", "money=Money{_amount=7}, @return=7");
        await target.ShouldRecordAsync("Members.Kinds", "Members.Money.explicit operator Money", "amount=3, @return=Money{_amount=3}");
        await target.ShouldRecordAsync("Members.Kinds", "Members.Money.explicit operator Members.Money", "amount=3, @return=Money{_amount=3}");
        await target.ShouldRecordAsync("Members.Kinds", "Members.Grid.this.set", "this=Grid{_cells=[] _changed=null}, row=1, column=2, value=cell");
        await target.ShouldRecordAsync(
            "Members.Kinds",
            "Members.Grid.Changed.add",
            "this=Grid{_cells=[(int, int){Item1=1 Item2=2} cell] _changed=null}, value=RunKinds.lambda");
        await target.ShouldRecordAsync(
            "Members.Kinds",
            "Members.Circle.IShape.Area",
            "this=Circle{_radius=2}, @return=6",
            "this=Circle{_radius=2}, @return=6");
        await target.ShouldRecordAsync("Members.Kinds", "Members.IShape.Describe", "this=Circle{_radius=2}, prefix=d, @return=d6");
        await target.ShouldRecordAsync("Members.Kinds", "Members.Dog.Clone", "this=Dog{}, @return=Dog{}");
        await target.ShouldRecordAsync("Members.Kinds", "Members.Doubled", "text=ext, times=2, @return=extext");
    }

    // case 40
    [Theory, MemberData(nameof(Variants))]
    public async Task Finalizers_RunOnceAndKeepNothingAlive(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recording = await target.RecordAsync("Members.Finalizer", ConformanceTarget.Snapshot("Members.Finalized.~Finalized"));

        recording.Captures.Select(Recording.Values).Order().ShouldBe(
            Enumerable.Range(0, 3).Select(number => $"this=Conformance.Members.Finalized{{Number={number}}}"));
    }

    // case 41
    [Theory, MemberData(nameof(Variants))]
    public async Task MethodsWithoutIl_AreRefused(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        (await target.RefusalAsync("Members.getpid")).Message.ShouldContain("it is extern (P/Invoke)");
        (await target.RefusalAsync("Members.Callback")).Message.ShouldContain("it is called from native code");
        (await target.RefusalAsync("Members.Shape2.Sides")).Message.ShouldContain("it is abstract");
        (await target.RefusalAsync("Members.Callee.Invoke")).Message.ShouldContain("the runtime itself implements it");
        (await target.RefusalAsync("System.Threading.Monitor.Enter(object)", includeFramework: true)).Message.ShouldContain("can't be probed");
        await target.ShouldRecordAsync("Members.Native", "Members.Square.Sides", "this=Square{}, @return=4");
    }

    // case 42
    [Theory, MemberData(nameof(Variants))]
    public async Task LambdasAndLocalFunctions_ShowWhatTheyCapture(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync("Members.Closures", "Members.Closures.All.lambda#1", "number=1, @return=2");
        await target.ShouldRecordAsync(
            "Members.Closures",
            "Members.Closures.All.lambda#2",
            "this=Closures{_seed=100}, number=2, step=11, start=5, @return=113");
        await target.ShouldRecordAsync("Members.Closures", "Members.Closures.All.lambda#4", "last=4, inner=14, outer=3, @return=21");
        await target.ShouldRecordAsync(
            "Members.Closures",
            "Members.Closures.All.Local",
            "this=Closures{_seed=100}, number=5, step=11, start=5, @return=116");
        await target.ShouldRecordAsync("Members.Closures", "Members.Closures.All.Fixed", "number=6, @return=18");
        await target.ShouldRecordAsync(
            "Members.Closures",
            "Members.Closures.All.Generic",
            "this=Closures{_seed=100}, value=four, step=11, start=5, @return=9",
            "this=Closures{_seed=100}, value=7, step=11, start=5, @return=6");
    }

    // case 44
    [Theory, MemberData(nameof(Variants))]
    public async Task UnusualNames(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync("Names.Odd", "Names.Weiß.class", "this=Weiß{}, int=1, naïve=2, @return=21!");
        await target.ShouldRecordAsync("Names.Odd", "FileOnly.Hidden", "number=3, @return=4");
        await target.ShouldRecordAsync("Names.Odd", "Names.Outer.Inner.Both", "this=Outer<string>.Inner<int>{}, first=a, second=5, @return=a5");
    }

    // case 44
    [Theory, MemberData(nameof(Variants))]
    public async Task VisualBasicErrorHandlingAndFSharp(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordAsync("Names.Basic", "VisualBasic.Errors.Resumes", "number=3, Resumes=resumed 7 11, @return=resumed 7 11");
        await target.ShouldRecordAsync("Names.Basic", "VisualBasic.Errors.Jumps", "divisor=0, Jumps=2, @return=2");
        await target.ShouldRecordAsync("Names.Functional", "FSharpPart.closes", "factor=2, @return=18");
        await target.ShouldRecordAsync(
            "Names.Functional",
            "FSharpPart.describe",
            "shape=FSharpPart.Shape.Circle{_radius=2}, radius=2, @return=circle 2");
        await target.ShouldNotMindAsync("Errors.vb", "Names.Basic");
        await target.ShouldNotMindAsync("Parts.fs", "Names.Functional");
    }

    // case 34 to 42, every line at once
    [Theory, MemberData(nameof(Variants))]
    public async Task EveryLine_LeavesResultsAlone(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldNotMindAsync("Members.cs", "Members.Structs", "Members.Constructors", "Members.Statics", "Members.Records", "Members.Init", "Members.Kinds", "Members.Native", "Members.Closures");
    }
}
