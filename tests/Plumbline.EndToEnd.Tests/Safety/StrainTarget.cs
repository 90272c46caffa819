using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests.Safety;

/// <summary>Steps that the tests of tests/Targets/Strain share.</summary>
internal static class StrainTarget
{
    public static string Program { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../Targets/Strain/bin/Release/net10.0/Strain"));

    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("PLUMBLINE_TEST_ALL") == "1";

    /// <summary>With the budget that a user has, unless said otherwise.</summary>
    public static Task<ConformanceTarget> StartAsync(params (string Name, string Value)[] environment) =>
        ConformanceTarget.StartAsync(Program, atStart: false, isOptimised: true, [("PLUMBLINE_CPU_SHARE", "0.01"), .. environment]);

    public static long[] Numbers(string said) => [.. said.Split(' ').Select(long.Parse)];

    /// <summary>Runs a scenario and takes in what is sent meanwhile.</summary>
    public static async Task<(string Said, List<WireMessage> Events)> RunAndDrainAsync(this ConformanceTarget target, string scenario)
    {
        var events = new List<WireMessage>();
        var run = target.RunAsync(scenario);
        while (!run.IsCompleted)
        {
            events.AddRange(target.Drain());
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await Task.Delay(300, TestContext.Current.CancellationToken);
        events.AddRange(target.Drain());
        return (await run, events);
    }

    public static Task<WatchArmed> WatchAsync(this ConformanceTarget target) =>
        target.Connection.AskAsync<WatchArmed>(new WatchFailures { Arm = ["all"] }, TestContext.Current.CancellationToken);

    /// <summary>Every thread of the watch and of the housekeeping lives: what they ran into is in the log.</summary>
    public static async Task LogIsCleanAsync(this ConformanceTarget target)
    {
        var listed = await target.Connection.AskAsync<ProbesListed>(new ListProbes(), TestContext.Current.CancellationToken);
        listed.SelfLog.ShouldNotContain(line => line.Contains("Exception", StringComparison.Ordinal), string.Join("\n", listed.SelfLog));
    }
}
