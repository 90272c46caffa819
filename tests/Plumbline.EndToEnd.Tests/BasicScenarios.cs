using Xunit;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Plumbline.EndToEnd.Tests;

public sealed class BasicScenarios(ConformanceFixture fixture)
{
    public static TheoryData<Variant> Variants => ConformanceFixture.Variants;

    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_OfMethod_CapturesEntryAndReturn(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recording = await target.RecordAsync("Basics.Add", ConformanceTarget.Snapshot("Basics.Add"));

        recording.ShouldBe(
            "call returned: number=0, text=x0, twice=0, length=2, @return=2",
            "call returned: number=1, text=x1, twice=2, length=2, @return=4",
            "call returned: number=2, text=x2, twice=4, length=2, @return=6");
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_WithCondition_CapturesOnlyWhereItHolds(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recording = await target.RecordAsync("Basics.Add", ConformanceTarget.Snapshot("Basics.Add@return", "@return > 3 && text != \"x1\""));

        recording.ShouldBe("return returned: number=2, text=x2, twice=4, length=2, @return=6");
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task Snapshot_OfThrowingMethod_CapturesExceptionAndLocals(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        var recording = await target.RecordAsync("Basics.Throws", ConformanceTarget.Snapshot("Basics.Throws"));

        var capture = Assert.Single(recording.Captures);
        Assert.Equal("threw", capture.Outcome);
        Assert.Contains("local=8", Recording.Values(capture));
    }
}
