using Plumbline.Tests.Support;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Captures;

/// <summary>What a verb sees is in the store afterwards, and a store that can't be used does not stop the verb.</summary>
[Collection(OwnAgentCollection.Name)]
public sealed class KeepingTests : IDisposable
{
    private readonly StoreFolder _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Watch_KeepsFailuresAndTheirCaptures()
    {
        await using var agent = Failing();

        var run = await WatchAsync();

        run.Exit.ShouldBe(ExitCode.Ok, run.Error);
        run.Error.ShouldContain("`plumb captures` lists it");
        var list = await _store.RunAsync("captures");
        list.Lines.Length.ShouldBe(3, list.Out);
        list.Lines[1].ShouldContain("System.FormatException × 3");
        (await File.ReadAllTextAsync(Path.Combine(_store.Place.Folder, ".gitignore"), TestContext.Current.CancellationToken)).ShouldBe("*\n");
    }

    [Fact]
    public async Task Watch_WithoutStore_KeepsNothing()
    {
        await using var agent = Failing();

        (await WatchAsync("--no-store")).Exit.ShouldBe(ExitCode.Ok);

        Directory.Exists(_store.Place.Folder).ShouldBeFalse();
    }

    [Fact]
    public async Task Watch_StoreThatCantBeUsed_IsSaidOnceAndTheWatchGoesOn()
    {
        await using var agent = Failing();
        _store.Place.Prepare();
        await File.WriteAllTextAsync(_store.Place.Database, new string('x', 9000), TestContext.Current.CancellationToken);

        var run = await WatchAsync();

        run.Exit.ShouldBe(ExitCode.Ok);
        run.Out.ShouldContain("System.FormatException");
        run.Error.Split("Nothing more is kept").Length.ShouldBe(2, run.Error);
        run.Error.ShouldContain("2 events could not be kept");
    }

    [Fact]
    public async Task Watch_BoundsThatMakeNoSense_AreAnErrorOfSettings()
    {
        await using var agent = Failing();
        await File.WriteAllTextAsync(_store.File("plumbline.yml"), "store:\n  size: lots\n", TestContext.Current.CancellationToken);

        var run = await WatchAsync();

        run.Exit.ShouldBe(ExitCode.BadSettings);
        run.Error.ShouldContain("256MB");
    }

    [Fact]
    public async Task Snapshot_WithSave_IsKept()
    {
        await using var agent = OwnAgent.Start();
        agent.Answer = _ =>
        [
            new ProbePlaced(Samples.Status(ProbeKind.Snapshot, ProbeState.Applied)),
            Samples.Capture,
            new ProbeChanged(Samples.Status(ProbeKind.Snapshot, ProbeState.Removed, "its hits are used up")),
        ];

        (await _store.RunAsync("snapshot", OwnAgent.Pid, "Shop.Orders.Checkout")).Exit.ShouldBe(ExitCode.Ok);
        Directory.Exists(_store.Place.Folder).ShouldBeFalse("nothing is kept that was not asked to be");
        (await _store.RunAsync("snapshot", OwnAgent.Pid, "Shop.Orders.Checkout", "--save")).Exit.ShouldBe(ExitCode.Ok);

        (await _store.RunAsync("captures", "--value", "a")).Lines[^1].ShouldContain("Shop.Orders.Checkout");
    }

    private static FakeAgent Failing()
    {
        var agent = OwnAgent.Start();
        agent.Answer = request => request is WatchFailures ? [new WatchArmed(1, []), Samples.Armed, Samples.Failure] : [];
        return agent;
    }

    private async Task<CliRun> WatchAsync(params string[] options)
    {
        using var ctrlC = new CancellationTokenSource(TimeSpan.FromSeconds(4));
        return await CliRun.InAsync(_store.Path, ["watch", OwnAgent.Pid, .. options], live: false, ctrlC.Token);
    }
}
