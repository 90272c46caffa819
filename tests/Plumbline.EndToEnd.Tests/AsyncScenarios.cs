using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Cases 1 to 9 of docs/conformance.md.</summary>
public sealed class AsyncScenarios(ConformanceFixture fixture)
{
    public static TheoryData<Variant> Variants => ConformanceFixture.Variants;

    // case 1, case 2 (the variant ConformanceDebug has classes as state machines)
    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_OfEveryFrameworkBuilder_CapturesEntryAndExitOnce(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        (await target.RecordAsync("AsyncShapes.Task", ConformanceTarget.Snapshot("AsyncShapes.OfTask")))
            .ShouldBe("call returned: number=3, text=t, joined=t3");
        (await target.RecordAsync("AsyncShapes.TaskOfT", ConformanceTarget.Snapshot("AsyncShapes.OfTaskOfT")))
            .ShouldBe("call returned: number=4, joined=v4, @return=v42");
        (await target.RecordAsync("AsyncShapes.ValueTask", ConformanceTarget.Snapshot("AsyncShapes.OfValueTask")))
            .ShouldBe("call returned: number=5, joined=v5");
        (await target.RecordAsync("AsyncShapes.ValueTaskOfT", ConformanceTarget.Snapshot("AsyncShapes.OfValueTaskOfT")))
            .ShouldBe("call returned: number=6, joined=v6, @return=9");
        (await target.RecordAsync("AsyncShapes.Void", ConformanceTarget.Snapshot("AsyncShapes.OfVoid", "number == 7")))
            .Sorted().ShouldBe(["returned: number=7, box=[], joined=v7"]);
        (await target.RecordAsync("AsyncShapes.Pooling", ConformanceTarget.Snapshot("AsyncShapes.OfPooling")))
            .ShouldBe(
                "call returned: number=0, joined=v0, @return=2",
                "call returned: number=1, joined=v1, @return=3",
                "call returned: number=2, joined=v2, @return=4",
                "call returned: number=3, joined=v3, @return=5");
        (await target.RecordAsync("AsyncShapes.Pooling", ConformanceTarget.Snapshot("AsyncShapes.OfPoolingWithoutResult")))
            .ShouldBe("call returned: number=4, joined=v4");
    }

    // case 1: custom builders
    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_OfBuilderThatWrapsTheFrameworks_FollowsTheInvocation(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        foreach (var method in new[] { "Wrapped", "Eager" })
        {
            var recording = await target.RecordAsync("AsyncBuilders." + method, ConformanceTarget.Snapshot("AsyncBuilders." + method));
            recording.ShouldBe(
                "call returned: number=2, joined=v2, @return=4",
                "call returned: number=3, joined=v3, @return=5");
            recording.Status.Sites.ShouldHaveSingleItem().Note.ShouldBeNull();
        }
    }

    // case 1: custom builders
    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_OfUnknownBuilder_SaysThatEndsAfterASuspensionAreNotSeen(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recording = await target.RecordAsync("AsyncBuilders.Own", ConformanceTarget.Snapshot("AsyncBuilders.Own"));

        if (variant.Project == "ConformanceDebug")
        {
            // A state machine that is a class is its own identity, whatever its builder.
            recording.Captures.Select(capture => capture.Outcome).ShouldBe(["returned", "returned", "returned"]);
            return;
        }

        recording.ShouldBe(
            "call returned: number=2, suspends=false, joined=v2, @return=4",
            "call: number=3, suspends=true",
            "call: number=4, suspends=true");
        var note = recording.Status.Sites.ShouldHaveSingleItem().Note;
        note.ShouldNotBeNull();
        note.ShouldContain("the end of 2 invocations was not seen");

        var returns = await target.RecordAsync("AsyncBuilders.Own", ConformanceTarget.Snapshot("AsyncBuilders.Own@return"));
        returns.Captures.Length.ShouldBe(3);
        var times = await target.RecordAsync("AsyncBuilders.Own", Totals.Spec(ProbeKind.Time, "AsyncBuilders.Own"));
        times.Times().Count.ShouldBe(1);
        times.Times().InFlight.ShouldBe(0);

        var shared = await target.RecordAsync("AsyncBuilders.Class", ConformanceTarget.Snapshot("AsyncBuilders.OfClass"));
        shared.ShouldBe("call: number=2", "call: number=3");
    }

    // case 3
    [Theory, MemberData(nameof(Variants))]
    public async Task TimeAndCount_OfMethodThatSuspendsNTimes_CoverEachInvocationOnce(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var times = (await target.RecordAsync("AsyncShapes.Mixed", Totals.Spec(ProbeKind.Time, "AsyncShapes.SuspendsTimes"))).Times();
        times.Count.ShouldBe(4);
        times.InFlight.ShouldBe(0);
        times.MinMicroseconds.ShouldBeLessThan(15_000);
        times.MaxMicroseconds.ShouldBeGreaterThan(44_000, "three delays of 15 ms are inside");
        (await target.RecordAsync("AsyncShapes.Mixed", Totals.Spec(ProbeKind.Count, "AsyncShapes.SuspendsTimes"))).Count().ShouldBe(4);
        (await target.RecordAsync("AsyncShapes.Mixed", Totals.Spec(ProbeKind.Count, "AsyncShapes.SuspendsTimes@return", when: "@return > 1")))
            .Count().ShouldBe(2);
        (await target.RecordAsync("AsyncShapes.Mixed", Totals.Spec(ProbeKind.Log, "AsyncShapes.SuspendsTimes", "{times} gave {@return}")))
            .Lines().ShouldBe(["0 gave 0", "1 gave 1", "2 gave 2", "3 gave 3"]);
        (await target.RecordAsync("AsyncShapes.Mixed", ConformanceTarget.Snapshot("AsyncShapes.SuspendsTimes", "@duration.TotalMilliseconds > 10")))
            .Captures.Length.ShouldBe(3);
    }

    // case 4, case 5
    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_OfFaultedAndCancelled_EndsWithTheException(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var faults = await target.RecordAsync("AsyncShapes.Faults", ConformanceTarget.Snapshot("AsyncShapes.Faults"));
        faults.Captures.Select(capture => capture.Outcome).ShouldBe(["threw", "threw"]);
        var values = faults.Captures.Select(Recording.Values).ToArray();
        values[0].ShouldStartWith("late=false, local=early, @exception=System.InvalidOperationException{Message=no early");
        values[1].ShouldStartWith("late=true, local=late, @exception=System.InvalidOperationException{Message=no late");
        (await target.RecordAsync("AsyncShapes.Faults", Totals.Spec(ProbeKind.Count, "AsyncShapes.Faults@throw", when: "@exception != null")))
            .Count().ShouldBe(2);
        (await target.RecordAsync("AsyncShapes.Faults", Totals.Spec(ProbeKind.Time, "AsyncShapes.Faults"))).Times().Failed.ShouldBe(2);

        var cancelled = await target.RecordAsync("AsyncShapes.Cancelled", ConformanceTarget.Snapshot("AsyncShapes.Cancelled@throw"));
        Recording.Values(cancelled.Captures.ShouldHaveSingleItem()).ShouldContain("@exception=System.Threading.Tasks.TaskCanceledException");
        (await target.RecordAsync("AsyncShapes.NotAwaited", ConformanceTarget.Snapshot("AsyncShapes.FaultsLater"))).Captures.Length.ShouldBe(1);
    }

    // case 7
    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_OfGenericAsync_HasTheRightTypes(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        (await target.RecordAsync("AsyncPlaces.Generic", ConformanceTarget.Snapshot("AsyncPlaces.Generic"))).ShouldBe(
            "call returned: value=text, copy=text, @return=text",
            "call returned: value=5, copy=5, @return=5",
            "call returned: value=2.5, copy=2.5, @return=2.5",
            "call returned: value=null, copy=null, @return=null");
        (await target.RecordAsync("AsyncPlaces.InTypes", ConformanceTarget.Snapshot("GenericHolder.Get@return"))).ShouldBe(
            "return returned: this=Conformance.GenericHolder<string>{_held=a}, number=1, text=a/1, @return=a/13",
            "return returned: this=Conformance.GenericHolder<int>{_held=3}, number=2, text=3/2, @return=3/23");
        (await target.RecordAsync("AsyncPlaces.InTypes", ConformanceTarget.Snapshot("GenericStruct.Get"))).ShouldBe(
            "call returned: this=Conformance.GenericStruct<long>{_held=4}, other=s, text=4/s, @return=4/s3");
        (await target.RecordAsync("AsyncPlaces.InTypes", ConformanceTarget.Snapshot("IAsyncDefault.Default@return", "number == 6")))
            .Captures.Length.ShouldBe(1);
    }

    // case 8
    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_OfAsyncLambdaAndLocalFunction_SeesWhatTheyCapture(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        (await target.RecordAsync("AsyncPlaces.Lambdas", ConformanceTarget.Snapshot("AsyncPlaces.RunLambdas.lambda"))).ShouldBe(
            "call returned: number=1, captured=c1, @return=c1",
            "call returned: number=2, captured=c12, @return=c12");
        (await target.RecordAsync("AsyncPlaces.Lambdas", ConformanceTarget.Snapshot("AsyncPlaces.RunLambdas.LocalFunction@return"))).ShouldBe(
            "return returned: number=3, text=c123, captured=c12, @return=c1234");
    }

    // case 9
    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_OfRecursiveAndConcurrentInvocations_KeepsThemApart(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        (await target.RecordAsync("AsyncPlaces.Recursive", ConformanceTarget.Snapshot("AsyncPlaces.Recursive@return", "depth >= 0"))).Captures.Length.ShouldBe(5);
        var recursive = await target.RecordAsync("AsyncPlaces.Recursive", ConformanceTarget.Snapshot("AsyncPlaces.Recursive"));
        recursive.Captures.Select(capture => Recording.Values(capture).Split(", ")[0] + " " + Recording.Values(capture).Split(", ")[^1])
            .ShouldBe(["depth=4 @return=100", "depth=3 @return=60", "depth=2 @return=30", "depth=1 @return=10", "depth=0 @return=0"]);

        var concurrent = await target.RecordAsync("AsyncPlaces.Concurrent", ConformanceTarget.Snapshot("AsyncPlaces.Concurrent"));
        concurrent.Status.Drops.ShouldBeEmpty();
        concurrent.Sorted().ShouldBe(Enumerable.Range(0, 50)
            .Select(number => $"returned: number={number}, mine=n{number}, @return={(number < 10 ? 2000 : 3000) + number}").Order(StringComparer.Ordinal));
    }

    // case 9: continuations that run on another thread before the suspending one is done
    [Theory, MemberData(nameof(Variants))]
    public async Task Time_OfThousandsOfRacingInvocations_LosesNoExit(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var times = (await target.RecordAsync("AsyncPlaces.Race", Totals.Spec(ProbeKind.Time, "AsyncPlaces.Race"))).Times();
        times.Count.ShouldBe(10_000);
        times.InFlight.ShouldBe(0);
        times.Failed.ShouldBe(0);
        var pooled = (await target.RecordAsync("AsyncPlaces.PooledRace", Totals.Spec(ProbeKind.Time, "AsyncPlaces.PooledRace"))).Times();
        pooled.Count.ShouldBe(5_000);
        pooled.InFlight.ShouldBe(0);
    }
}
