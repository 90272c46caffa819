using Plumbline.Runtime;
using Shouldly;
using Xunit;

namespace Plumbline.Store.Tests;

/// <summary>More than one process, and processes that end in the middle.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TestStore _store = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task TwoProcesses_WritingAtOnce_LoseNothing()
    {
        await using var first = await StoringProcess.WriteAsync(_store.Place, "first", 400, 2000);
        await using var second = await StoringProcess.WriteAsync(_store.Place, "second", 400, 2000);

        (await first.EndAsync()).ShouldContain("written 400 dropped 0");
        (await second.EndAsync()).ShouldContain("written 400 dropped 0");
        _store.Entries().Count.ShouldBe(800);
    }

    [Fact]
    public async Task Process_KilledWhileItWrites_LeavesAStoreThatCanBeUsed()
    {
        await using var killed = await StoringProcess.WriteAsync(_store.Place, "killed", 100_000, 2000);
        await UntilSomethingIsStored();

        await killed.KillAsync();

        _store.Write(Events.Capture(1));
        _store.Entries().Count.ShouldBeGreaterThan(1);
        using var file = StoreFile.Open(_store.Place);
        file.Run("PRAGMA integrity_check").ShouldBe("ok");
    }

    [Fact]
    public async Task Disk_Full_IsSaidOnceAndCounted()
    {
        Directory.CreateDirectory(_store.Place.Folder);
        var mount = $"mount -t tmpfs -o size=1m none '{_store.Place.Folder}' && exec \"$@\"";
        string[] launcher = ["unshare", "--mount", "--map-root-user", "sh", "-c", mount, "sh"];
        Assert.SkipUnless(await StoringProcess.CanRunAsync([.. launcher, "true"]), "mounting is not allowed here");

        await using var full = await StoringProcess.WriteAsync(_store.Place, "full", 1500, 4000, launcher);

        var output = await full.EndAsync();
        output.Split("trouble").Length.ShouldBe(2, output);
        output.ShouldContain("trouble store-full");
        var totals = output.Split('\n').Single(line => line.StartsWith("written", StringComparison.Ordinal)).Split(' ').Where(word => word.All(char.IsDigit)).Select(int.Parse).ToArray();
        (totals[0] + totals[1]).ShouldBe(1500, output);
        totals[0].ShouldBeGreaterThan(0);
        totals[1].ShouldBeGreaterThan(0);
        totals[2].ShouldBe(totals[0], "what was said to be written is there, and the store can be used");
    }

    [Fact]
    public async Task Lock_HeldByAnotherProcess_IsSaidOnceAndLosesNothingWhenItEnds()
    {
        _store.Write(Events.Capture(1));
        await using var holder = await StoringProcess.LockAsync(_store.Place);
        var told = new TaskCompletionSource<StoreException>();
        var writer = new StoreWriter(new StoreSession(_store.Place, Events.Shop, new StoreLimits(), new TestStore.SetClock(TestStore.Today)), told.SetResult);
        writer.Add(Events.Capture(2));

        (await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel)).Code.ShouldBe(StoreException.Locked);
        _store.Entries().Count.ShouldBe(1, "who reads does not wait");
        holder.Release();
        await holder.EndAsync();
        await UntilWritten(writer, 1);
        await writer.DisposeAsync();

        writer.Totals.Dropped.ShouldBe(0);
        _store.Entries().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Lock_HeldToTheEnd_DoesNotHoldUpTheEnd()
    {
        _store.Write(Events.Capture(1));
        await using var holder = await StoringProcess.LockAsync(_store.Place);
        var writer = new StoreWriter(new StoreSession(_store.Place, Events.Shop, new StoreLimits(), TimeProvider.System), _ => { });
        writer.Add(Events.Capture(2));

        await writer.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancel);

        (writer.Totals.Written, writer.Totals.Dropped).ShouldBe((0, 1));
    }

    private async Task UntilSomethingIsStored()
    {
        for (var i = 0; i < 300; i++)
        {
            if (_store.Place.Exists && new FileInfo(_store.Place.Database).Length > 0 && _store.Entries(new EntryQuery { Limit = 1 }).Count > 0)
            {
                return;
            }

            await Task.Delay(50, Cancel);
        }
    }

    private static async Task UntilWritten(StoreWriter writer, long count)
    {
        for (var i = 0; i < 300 && writer.Totals.Written < count; i++)
        {
            await Task.Delay(50, Cancel);
        }
    }
}
