using System.Text.RegularExpressions;
using Plumbline.Wire;
using Shouldly;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Steps that scenarios of recordings share.</summary>
internal static partial class Records
{
    public static ProbeSpec Spec(string place, string? when = null) => new()
    {
        Kind = ProbeKind.Record,
        Place = place,
        When = when,
        Limits = new CaptureLimits { Depth = 1, Elements = 5, Fields = 8, Bytes = 1024 * 1024, Milliseconds = 1000 },
    };

    /// <summary>
    /// Records every call of a method, and asserts each: its statements with what changed. Unoptimised code stops at more places and has more
    /// variables, so of it only what is expected is looked for, in its order.
    /// </summary>
    public static async Task ShouldRecordCallsAsync(this ConformanceTarget target, string scenario, string place, params string[][] expected)
    {
        var recording = await target.RecordAsync("Records." + scenario, Spec(place));
        recording.Status.Error.ShouldBeNull();
        recording.Status.Drops.ShouldBeEmpty();
        var recorded = recording.Recorded();
        recorded.Length.ShouldBe(expected.Length);
        foreach (var (one, wanted) in recorded.Zip(expected))
        {
            one.Cut.ShouldBeNull();
            var lines = RecordText.Lines(one);
            string.Join('\n', Matching(lines, wanted, isExact: target.IsOptimised && wanted.Contains("break;") == lines.Contains("break;")))
                .ShouldBe(string.Join('\n', wanted), string.Join('\n', lines));
        }
    }

    /// <summary>Names of all scenarios that have one outcome only.</summary>
    public static IEnumerable<string> AllScenarios()
    {
        var folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../Targets/Conformance"));
        foreach (var file in Directory.EnumerateFiles(folder, "*.cs").Order(StringComparer.Ordinal))
        {
            var type = "";
            foreach (var line in File.ReadLines(file))
            {
                type = TypePattern().Match(line) is { Success: true } found ? found.Groups[1].Value : type;
                if (ScenarioPattern().Match(line) is { Success: true } scenario && type.Length > 0)
                {
                    yield return $"{type}.{scenario.Groups[1].Value}";
                }
            }
        }
    }

    private static IEnumerable<string> Matching(string[] lines, string[] wanted, bool isExact)
    {
        var at = 0;
        foreach (var line in lines)
        {
            var parts = line.Split(" | ");
            var expected = at < wanted.Length ? wanted[at].Split(" | ") : [];
            if (expected.Length > 0 && parts[0] == expected[0] && expected.All(parts.Contains))
            {
                at++;
                yield return string.Join(" | ", expected);
            }
            else if (isExact)
            {
                yield return line;
            }
        }
    }

    [GeneratedRegex(@"^public (?:static |sealed |partial |unsafe )*class (\w+)")]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"^    public static (?:async )?(?:unsafe )?(?:string|Task<string>) Run(\w+)\(\)")]
    private static partial Regex ScenarioPattern();
}
