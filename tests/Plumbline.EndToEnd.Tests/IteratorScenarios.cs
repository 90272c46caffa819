using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Cases 10 and 11 of docs/conformance.md.</summary>
public sealed class IteratorScenarios(ConformanceFixture fixture)
{
    public static TheoryData<Variant> Variants => ConformanceFixture.Variants;

    // case 10
    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_OfIterator_SpansAllItsItems(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        (await target.RecordAsync("Iterators.Whole", ConformanceTarget.Snapshot("Iterators.Count")))
            .ShouldBe("call returned: count=3, text=w, made=3");
        (await target.RecordAsync("Iterators.Twice", ConformanceTarget.Snapshot("Iterators.Count")))
            .ShouldBe("call returned: count=2, text=t, made=2", "call returned: count=2, text=t, made=2");
        (await target.RecordAsync("Iterators.Whole", Totals.Spec(ProbeKind.Count, "Iterators.Count"))).Count().ShouldBe(1);
        (await target.RecordAsync("Iterators.Whole", Totals.Spec(ProbeKind.Log, Lines.Place("Iterators.cs", "yield"), "{i}/{count}")))
            .Lines().ShouldBe(["0/3", "1/3", "2/3"]);
        (await target.RecordAsync("Iterators.Enumerator", ConformanceTarget.Snapshot("Iterators.Enumerator@return")))
            .Captures.ShouldHaveSingleItem().Outcome.ShouldBe("returned");
        (await target.RecordAsync("Iterators.Generic", ConformanceTarget.Snapshot("Iterators.Repeat")))
            .Sorted().ShouldBe(["returned: value=7, count=2", "returned: value=r, count=2"]);
    }

    // case 10: early Dispose
    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_OfIteratorLeftEarly_EndsAtItsDispose(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        (await target.RecordAsync("Iterators.Early", ConformanceTarget.Snapshot("Iterators.Count")))
            .ShouldBe("call disposed: count=3, text=e, made=1, i=0");
        var times = (await target.RecordAsync("Iterators.Early", Totals.Spec(ProbeKind.Time, "Iterators.Count"))).Times();
        times.Count.ShouldBe(1);
        times.InFlight.ShouldBe(0);
        (await target.RecordAsync("Iterators.Early", Totals.Spec(ProbeKind.Log, Lines.Place("Iterators.cs", "iterator-finally"), "{made}")))
            .Lines().ShouldBe(["1"]);
        (await target.RecordAsync("Iterators.NeverStarted", ConformanceTarget.Snapshot("Iterators.Count"))).Captures.ShouldBeEmpty();
    }

    // case 10
    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_OfIteratorThatThrows_EndsOnceWithTheException(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var capture = (await target.RecordAsync("Iterators.Throws", ConformanceTarget.Snapshot("Iterators.Throws"))).Captures.ShouldHaveSingleItem();

        capture.Outcome.ShouldBe("threw");
        Recording.Values(capture).ShouldContain("Message=after 2");
    }

    // case 11
    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_OfAsyncIterator_EndsOnceHoweverItIsLeft(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var whole = await target.RecordAsync("Iterators.AsyncWhole", ConformanceTarget.Snapshot("Iterators.AsyncCount"));
        whole.Captures.ShouldHaveSingleItem().Outcome.ShouldBe("returned");
        Recording.Values(whole.Captures[0]).ShouldStartWith("count=3, text=w, token=");
        Recording.Values(whole.Captures[0]).ShouldEndWith("made=3");
        (await target.RecordAsync("Iterators.AsyncEarly", ConformanceTarget.Snapshot("Iterators.AsyncCount")))
            .Captures.ShouldHaveSingleItem().Outcome.ShouldBe("returned");
        (await target.RecordAsync("Iterators.AsyncNeverStarted", Totals.Spec(ProbeKind.Count, "Iterators.AsyncCount"))).Count().ShouldBe(0);
        var cancelled = await target.RecordAsync("Iterators.AsyncCancelled", ConformanceTarget.Snapshot("Iterators.AsyncCount"));
        cancelled.Captures.ShouldHaveSingleItem().Outcome.ShouldBe("threw");
        Recording.Values(cancelled.Captures[0]).ShouldContain("made=2");
        (await target.RecordAsync("Iterators.AsyncWhole", Totals.Spec(ProbeKind.Log, Lines.Place("Iterators.cs", "async-yield"), "{i}/{made}")))
            .Lines().ShouldBe(["0/1", "1/2", "2/3"]);
        var times = (await target.RecordAsync("Iterators.AsyncWhole", Totals.Spec(ProbeKind.Time, "Iterators.AsyncCount"))).Times();
        (times.Count, times.InFlight).ShouldBe((1, 0));
    }
}
