using System.Diagnostics;
using Plumbline.Attach.Attaching;
using Plumbline.Attach.Processes;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests.Safety;

/// <summary>The program answers the same with every method armed as without (cases 68 and 87).</summary>
public sealed class DifferentialTests
{
    private static readonly Variant s_variant = Variant.All[0];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scenarios_WithEverythingArmed_AnswerTheSame()
    {
        var scenarios = Scenarios.All();
        scenarios.Count.ShouldBeGreaterThan(100);
        var plain = await AnswersAsync(scenarios, arm: false);
        var armed = await AnswersAsync(scenarios, arm: true);

        scenarios.Where(scenario => plain[scenario] != armed[scenario])
            .Select(scenario => $"{scenario}\n  plain: {plain[scenario]}\n  armed: {armed[scenario]}").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("unhandled")]
    [InlineData("unhandled-thread")]
    [InlineData("unhandled-finally")]
    [InlineData("fail-fast")]
    [InlineData("exit-3")]
    public async Task Process_ThatEnds_EndsTheSameWay(string scenario)
    {
        var plain = await EndAsync(scenario, arm: false);
        var armed = await EndAsync(scenario, arm: true);

        (armed.Exit, armed.Errors).ShouldBe((plain.Exit, plain.Errors));
    }

    [Theory]
    [InlineData("unhandled")]
    [InlineData("unhandled-thread")]
    public async Task UnhandledException_IsToldBeforeTheProcessIsGone(string scenario)
    {
        var (_, _, messages) = await EndAsync(scenario, arm: true);

        var seen = messages.OfType<FailureSeen>().Last(seen => seen.Type == "System.InvalidTimeZoneException");
        seen.Message.ShouldBe("nobody catches this");
        messages.OfType<Captured>().ShouldContain(capture => capture.Exception > 0 && capture.Method.Contains("Unhandled"));
    }

    private static async Task<Dictionary<string, string>> AnswersAsync(IReadOnlyList<string> scenarios, bool arm)
    {
        await using var target = await ConformanceTarget.StartAsync(s_variant);
        if (arm)
        {
            var armed = await target.Connection.AskAsync<WatchArmed>(new WatchFailures { Arm = ["all"] }, Cancel);
            armed.Armed.ShouldBeGreaterThan(500);
        }

        var answers = new Dictionary<string, string>();
        foreach (var scenario in scenarios)
        {
            answers[scenario] = Comparable(await target.RunAsync(scenario)) + " | " + Comparable(await target.RunAsync(scenario));
            target.Drain();
        }

        return answers;
    }

    /// <summary>How reflection calls a scenario depends on how often it did so before.</summary>
    private static string Comparable(string answer) =>
        answer.IndexOf("   at InvokeStub_", StringComparison.Ordinal) is var at and >= 0 ? answer[..at] : answer;

    private static async Task<(int Exit, string Errors, List<WireMessage> Messages)> EndAsync(string scenario, bool arm)
    {
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../Targets/Faults/bin/Release/net10.0/Faults"));
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PLUMBLINE_CPU_SHARE"] = "1";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        using var process = Process.Start(start)!;
        await process.StandardOutput.ReadLineAsync(Cancel);
        var messages = new List<WireMessage>();
        var reading = Task.CompletedTask;
        if (arm)
        {
            var facts = TargetFacts.Read(process.Id)!;
            await facts.AskRuntimeAsync();
            var agent = new AgentFiles(Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../src/Plumbline.Agent/bin/Release/net8.0")));
            var connection = await Attachment.OpenAsync(facts, agent, new AttachOptions(Force: false, "end"), Cancel);
            await connection.AskAsync<WatchArmed>(new WatchFailures { Arm = ["all"], Limits = new CaptureLimits { Milliseconds = 1000 } }, Cancel);
            reading = CollectAsync(connection, messages);
        }

        var errors = process.StandardError.ReadToEndAsync(Cancel);
        await process.StandardInput.WriteLineAsync(scenario);
        await process.StandardInput.FlushAsync(Cancel);
        await process.WaitForExitAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        await reading.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        return (process.ExitCode, await errors, messages);
    }

    private static async Task CollectAsync(Plumbline.Attach.Connection.AgentConnection connection, List<WireMessage> messages)
    {
        try
        {
            while (true)
            {
                messages.Add(await connection.Events.ReadAsync(Cancel));
            }
        }
        catch (System.Threading.Channels.ChannelClosedException end)
        {
            end.InnerException.ShouldNotBeNull();
        }
    }
}
