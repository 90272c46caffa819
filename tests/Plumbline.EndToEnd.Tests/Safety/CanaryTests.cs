using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests.Safety;

/// <summary>
/// Nothing secret leaves (cases 77 and 78): hundreds of canaries in a real process, captured as deep as can be, in every byte that comes
/// over the agent's socket. Open texts beside them must be there, and the canaries too once redaction is off.
/// </summary>
public sealed class CanaryTests
{
    private const string Everything = "Canaries.*";

    private static readonly string[] s_variables =
    [
        "value", "password", "_password", "clientSecret", "apiKey", "token", "tokens", "list", "secret", "connectionString", "text", "open", "key",
        "signingKey", "this", "@return", "@exception", "exception", "innermost", "one", "two", "keptToken",
    ];

    private static readonly string[] s_members =
    [
        "value.Password", "value.City", "value.Inner", "value.Inner.Password", "value.Password.Length", "value.User", "value.Item2", "list[0]", "this._secret", "e.Message",
    ];

    [Fact]
    public async Task Snapshots_OfEverything_HoldNoSecret()
    {
        await using var target = await CanariesTarget.StartAsync();
        await target.PlaceAsync(new ProbeSpec { Kind = ProbeKind.Snapshot, Place = Everything, Stack = true });
        await target.RunAsync("keyed", "texts", "members", "variables", "failures");

        var (leaks, missing, secrets) = await target.JudgeAsync();

        TestContext.Current.SendDiagnosticMessage("{0} secrets, {1} captures", secrets, target.Captures);
        leaks.ShouldBeEmpty();
        missing.ShouldBeEmpty();
        secrets.ShouldBeGreaterThan(500);
    }

    [Fact]
    public async Task Snapshots_WithRedactionOff_HoldThem()
    {
        await using var target = await CanariesTarget.StartAsync();
        await target.PlaceAsync(new ProbeSpec { Kind = ProbeKind.Snapshot, Place = Everything, Redaction = new RedactionRules { Enabled = false } });
        await target.RunAsync("keyed", "texts", "members", "variables", "failures");

        var (leaks, _, secrets) = await target.JudgeAsync();

        leaks.Length.ShouldBeGreaterThan(secrets * 95 / 100);
    }

    [Fact]
    public async Task LogsCountsAndStacks_OfEveryVariable_HoldNoSecret()
    {
        await using var target = await CanariesTarget.StartAsync();
        var isLong = Environment.GetEnvironmentVariable("PLUMBLINE_TEST_ALL") == "1";
        var place = isLong ? Everything : "Canaries.Variables.*";
        foreach (var name in isLong ? s_variables.Concat(s_members) : ["value", "password", "@return", "value.City", "value.Item2", "list[0]"])
        {
            await TryAsync(target, new ProbeSpec { Kind = ProbeKind.Log, Place = place, Template = $"it is {{{name}}}" });
            await TryAsync(target, new ProbeSpec { Kind = ProbeKind.Count, Place = place, By = name });
            await TryAsync(target, new ProbeSpec { Kind = ProbeKind.Snapshot, Place = place, Captures = [name] });
            await TryAsync(target, new ProbeSpec { Kind = ProbeKind.Snapshot, Place = place, When = $"{name} != null", Captures = [name], Stack = true });
        }

        await TryAsync(target, new ProbeSpec { Kind = ProbeKind.Stack, Place = place });
        await target.RunAsync("members", "variables", "failures");
        foreach (var probe in (await target.Connection.AskAsync<ProbesListed>(new ListProbes(), TestContext.Current.CancellationToken)).Probes)
        {
            await target.Connection.AskAsync<ProbeRemoved>(new RemoveProbe(probe.Probe), TestContext.Current.CancellationToken);
        }

        await target.RunAsync();
        var (leaks, _, _) = await target.JudgeAsync();

        leaks.ShouldBeEmpty();
        target.Found.Count(found => found.StartsWith("OPN", StringComparison.Ordinal)).ShouldBeGreaterThan(isLong ? 10 : 3);
    }

    [Fact]
    public async Task Watch_WithEverythingArmed_TellsNoSecret()
    {
        await using var target = await CanariesTarget.StartAsync();
        await target.Connection.AskAsync<WatchArmed>(new WatchFailures { Arm = ["all"], Limits = CanariesTarget.Deep }, TestContext.Current.CancellationToken);
        await target.RunAsync("failures");

        var (leaks, missing, secrets) = await target.JudgeAsync();

        leaks.ShouldBeEmpty();
        missing.ShouldBeEmpty();

        // As many as an armed probe captures at once; what comes within the second after them depends on how fast the machine is.
        target.Captures.ShouldBeGreaterThanOrEqualTo(50);
        secrets.ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task Watch_BesideOneWithRedactionOff_TellsNoSecret()
    {
        await using var target = await CanariesTarget.StartAsync();
        await target.Other.AskAsync<WatchArmed>(new WatchFailures { Redaction = new RedactionRules { Enabled = false } }, TestContext.Current.CancellationToken);
        await target.Connection.AskAsync<WatchArmed>(new WatchFailures { Arm = ["all"], Limits = CanariesTarget.Deep }, TestContext.Current.CancellationToken);
        await target.RunAsync("failures");

        var (leaks, _, _) = await target.JudgeAsync();

        leaks.ShouldBeEmpty();
        target.Captures.ShouldBeGreaterThan(10);
    }

    /// <summary>A recording shows what is called and what it gives.</summary>
    [Theory]
    [InlineData("Canaries.Variables.Locals", "variables")]
    [InlineData("Canaries.Variables.Captured", "variables")]
    [InlineData("Canaries.Variables.Hoisted", "variables")]
    [InlineData("Canaries.Failures.Frames", "failures")]
    [InlineData("Canaries.Failures.Swallows", "failures")]
    public async Task Recording_HoldsNoSecret(string place, string part)
    {
        await using var target = await CanariesTarget.StartAsync();
        await target.PlaceAsync(new ProbeSpec { Kind = ProbeKind.Record, Place = place, Hits = 1, Steps = 1000 });
        await target.RunAsync(part);

        var (leaks, _, _) = await target.JudgeAsync();

        leaks.ShouldBeEmpty();
        target.Received.ShouldBeGreaterThan(1000);
    }

    /// <summary>A name that no method there has is refused, which is as good.</summary>
    private static async Task TryAsync(CanariesTarget target, ProbeSpec spec)
    {
        try
        {
            await target.PlaceAsync(spec);
        }
        catch (Plumbline.Attach.AttachException refusal)
        {
            refusal.Code.ShouldBeOneOf([FailureCode.BadExpression, FailureCode.Redacted], $"{spec.When ?? spec.By ?? spec.Template}: {refusal.Message}");
        }
    }
}
