using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Every scenario of the conformance target gives the same with all of it armed, learning and timed as without.</summary>
public sealed class ArmedDifferenceTests
{
    private const int Rounds = 3;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(120);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What each variant adds to what is armed, so that each way of weaving is tried on everything.</summary>
    public static TheoryData<string, bool, double> Ways { get; } = new()
    {
        { "Conformance", true, 0 },
        { "Conformance", true, 60_000 },
        { "ConformanceDebug", true, 60_000 },
        { "Conformance", true, 0.0001 },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task AllOfUserCode_Armed_DoesWhatItDidBefore(string project, bool facts, double slow)
    {
        var variant = Variant.All.First(variant => variant.Project == project);
        await using var bare = await ConformanceTarget.StartAsync(variant);
        await using var target = await ConformanceTarget.StartAsync(variant);
        var request = new WatchFailures { Arm = ["all"], Facts = facts, SlowMilliseconds = slow };
        var answer = await target.Connection.AskAsync<WatchArmed>(request, Cancel).WaitAsync(s_limit, Cancel);
        var scenarios = Scenarios(Path.Combine(BareTarget.Folder(), "Conformance.dll")).ToList();
        var differences = new List<string>();
        foreach (var scenario in Enumerable.Repeat(scenarios, Rounds).SelectMany(all => all))
        {
            var (expected, got) = (await bare.RunAsync(scenario), await target.RunAsync(scenario));
            if (got != expected)
            {
                differences.Add($"{scenario}: '{expected}' became '{got}'");
            }
        }

        differences.ShouldBeEmpty();
        answer.Armed.ShouldBeGreaterThan(400);
        var probes = await target.Connection.AskAsync<ProbesListed>(new ListProbes(), Cancel).WaitAsync(s_limit, Cancel);
        probes.Probes.ShouldAllBe(probe => probe.Error == null);
    }

    /// <summary>The scenarios of the program, as it finds them itself.</summary>
    private static IEnumerable<string> Scenarios(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        var metadata = image.GetMetadataReader();
        foreach (var type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Where(type => metadata.StringComparer.Equals(type.Namespace, "Conformance")))
        {
            foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition))
            {
                var name = metadata.GetString(method.Name);
                if (name.StartsWith("Run", StringComparison.Ordinal) && name.Length > 3 && (method.Attributes & (MethodAttributes.Static | MethodAttributes.MemberAccessMask)) == (MethodAttributes.Static | MethodAttributes.Public))
                {
                    yield return $"{metadata.GetString(type.Name)}.{name[3..]}";
                }
            }
        }
    }
}
