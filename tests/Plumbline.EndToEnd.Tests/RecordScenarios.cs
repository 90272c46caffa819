using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Recordings of whole invocations. That a target's results are the same with and without is asserted by <see cref="ConformanceTarget.RecordAsync"/>.</summary>
public sealed class RecordScenarios(ConformanceFixture fixture)
{
    public static TheoryData<Variant> Variants => ConformanceFixture.RecordVariants;

    [Theory, MemberData(nameof(Variants))]
    public async Task Dump(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);
        foreach (var (scenario, place, when) in new (string, string, string?)[]
        {
            ("Plain", "Plain", null), ("Plain", "Sum", null), ("Loop", "Loop", null), ("Regions", "Regions", null), ("Branches", "Branches", null),
            ("Generics", "Pair", null), ("Generics", "Holder.Swap", null), ("Async", "Async", null), ("AsyncThrow", "AsyncThrow", null), ("Iterator", "Iterator", null),
            ("AsyncIterator", "AsyncIterator", null), ("Closures", "Closures", null), ("Closures", "Closures.lambda", null), ("Closures", "Closures.Local", null), ("Structs", "Point.Move", null),
            ("ByRefs", "ByRefs", null), ("Recursion", "Factorial", null), ("Concurrent", "Concurrent", "number == 3"), ("Concurrent", "Later", "number == 3"), ("Secrets", "Secrets", null),
        })
        {
            var recording = await target.RecordAsync("Records." + scenario, Spec("Records." + place, when));
            var text = $"=== {place}: hits {recording.Status.Hits} error {recording.Status.Error} drops {string.Join(",", recording.Status.Drops)} sites {string.Join(",", recording.Status.Sites.Select(s => s.Refusal))}\n"
                + string.Join("\n", recording.Recorded().Select(r => $"#{r.Hit} {r.Outcome} cut={r.Cut} passed={r.Passed} steps={r.Steps.Length}\n    " + string.Join("\n    ", RecordText.Lines(r).Take(40))));
            File.AppendAllText($"/tmp/rec-dump-{variant.Project}.txt", text + "\n");
        }
    }

    private static ProbeSpec Spec(string place, string? when = null) => new()
    {
        Kind = ProbeKind.Record,
        Place = place,
        When = when,
        Limits = new CaptureLimits { Depth = 1, Elements = 5, Fields = 8, Bytes = 1024 * 1024, Milliseconds = 1000 },
    };
}
