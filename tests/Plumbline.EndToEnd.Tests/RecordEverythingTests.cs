using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Every conformance scenario, with a recording of every method of its class: the results are those without.</summary>
public sealed class RecordEverythingTests
{
    public static TheoryData<Variant> Variants => ConformanceFixture.RecordVariants;

    [Theory, MemberData(nameof(Variants))]
    public async Task Scenarios_GiveTheSameWhileEveryMethodIsRecorded(Variant variant)
    {
        // A process of its own: scenarios leave things behind that other tests count on.
        await using var target = await ConformanceTarget.StartAsync(variant);
        long hits = 0;
        long events = 0;
        foreach (var type in Records.AllScenarios().GroupBy(scenario => scenario[..scenario.IndexOf('.', StringComparison.Ordinal)]))
        {
            var expected = new List<(string Scenario, string Result)>();
            foreach (var scenario in type)
            {
                var result = await target.RunAsync(scenario);
                if (await target.RunAsync(scenario) == result)
                {
                    expected.Add((scenario, result));
                }
            }

            var placed = await target.PlaceAsync(Records.Spec($"Conformance.{type.Key}.*") with { Steps = 200, Rate = 200 });
            foreach (var (scenario, result) in expected)
            {
                (await target.RunAsync(scenario)).ShouldBe(result, scenario);
                events += target.Drain().Count;
            }

            var removed = await target.RemoveAsync(placed.Probe);
            removed.Error.ShouldBeNull(type.Key);
            hits += removed.Hits;
            expected.ShouldNotBeEmpty(type.Key);
        }

        hits.ShouldBeGreaterThan(1000);
        events.ShouldBeGreaterThan(500);
    }
}
