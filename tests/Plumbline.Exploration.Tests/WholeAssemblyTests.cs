using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Plumbline.Exploration.Tests;

/// <summary>
/// Probes on every method and at every statement of packages that others wrote, while real work runs through them. A sample in a quick
/// run, all with PLUMBLINE_TEST_ALL=1.
/// </summary>
public sealed class WholeAssemblyTests
{
    private static readonly string s_program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "../../../../Targets/Exploration/bin/Release/net10.0/Plumbline.Exploration"));

    private static readonly string[] s_sample = ["Newtonsoft.Json", "Mono.Cecil", "FluentValidation"];

    /// <summary>A package is run once for all tests.</summary>
    private static readonly ConcurrentDictionary<string, (int Code, string[] Lines)> s_runs = new();

    public static TheoryData<string> Packages => [.. Environment.GetEnvironmentVariable("PLUMBLINE_TEST_ALL") == "1" ? Run("list").Lines : s_sample];

    [Theory, MemberData(nameof(Packages))]
    public void Package_WithProbesEverywhere_GivesTheSameResults(string package)
    {
        var (code, lines) = s_runs.GetOrAdd(package, Run);

        var rounds = lines.Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        code.ShouldBe(0, string.Join('\n', lines));
        rounds.Where(round => round.TryGetProperty("Outcome", out _)).ShouldNotBeEmpty();
        rounds.Where(round => round.TryGetProperty("Failure", out _)).ShouldBeEmpty();
        rounds.SelectMany(Reasons).Where(reason => reason.Contains("verification") || reason.Contains("refused the body")).ShouldBeEmpty();
    }

    /// <summary>Many methods were never hit: a caller that had inlined one was compiled again without its own probe.</summary>
    [Fact]
    public void Probes_OnCallersAndWhatTheyInlined_AllAreHit()
    {
        var (_, lines) = s_runs.GetOrAdd("Mono.Cecil", Run);

        var lost = lines.Where(line => line.Contains("\"Round\":\"lost\"")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("Methods")).ToList();
        lost.ShouldNotBeEmpty();
        lost.SelectMany(methods => methods.EnumerateArray()).Select(method => method.GetString()).ShouldBeEmpty();
    }

    private static IEnumerable<string> Reasons(JsonElement round) =>
        round.TryGetProperty("Refused", out var refused) ? refused.EnumerateObject().Select(reason => reason.Name) : [];

    private static (int Code, string[] Lines) Run(string argument)
    {
        using var process = Process.Start(new ProcessStartInfo(s_program, [argument]) { RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
