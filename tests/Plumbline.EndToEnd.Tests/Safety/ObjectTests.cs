using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests.Safety;

/// <summary>Objects and moments that are hard to look at: the program answers as it would (cases 66, 70 to 72, 79).</summary>
public sealed class ObjectTests
{
    public static TheoryData<string> Heaps => StrainTarget.IsLong ? ["", "server", "small"] : ["", "small"];

    [Theory]
    [MemberData(nameof(Heaps))]
    public async Task HardScenarios_CapturedWhole_AnswerAsTheyWould(string heap)
    {
        (string, string)[] environment = heap switch
        {
            "server" => [("DOTNET_gcServer", "1"), ("DOTNET_GCHeapCount", "2")],
            "small" => [("DOTNET_GCHeapHardLimit", "0x8000000")],
            _ => [],
        };
        await using var target = await StrainTarget.StartAsync([("PLUMBLINE_CPU_SHARE", "0.3"), .. environment]);
        var seconds = StrainTarget.IsLong ? "5" : "0.5";
        string[] scenarios = [.. heap == "small" ? Array.Empty<string>() : ["objects"], $"mutation:{seconds}", $"collections:{seconds}", "stack", "finalizers", "starvation"];
        var limits = new CaptureLimits { Depth = 20, Elements = 1000, Bytes = 256 * 1024, Milliseconds = 20 };
        var plain = new List<string>();
        foreach (var scenario in scenarios)
        {
            plain.Add(await target.RunAsync(scenario));
        }

        var probe = await target.PlaceAsync(new ProbeSpec { Kind = ProbeKind.Snapshot, Place = "Objects.*", Limits = limits });
        var captures = 0;
        for (var i = 0; i < scenarios.Length; i++)
        {
            var (said, events) = await target.RunAndDrainAsync(scenarios[i]);
            said.ShouldBe(plain[i], scenarios[i]);
            captures += events.OfType<Captured>().Count();
        }

        captures.ShouldBeGreaterThan(20);
        (await target.RemoveAsync(probe.Probe)).Error.ShouldBeNull();
        await target.LogIsCleanAsync();
    }
}
