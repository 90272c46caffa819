using System.Text;
using Plumbline.Runtime;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Store.Tests;

/// <summary>A store that can't be used is said once, and whoever writes goes on.</summary>
public sealed class WriterTests : IDisposable
{
    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task File_ThatIsNoDatabase_IsSaidOnceAndLeftAlone()
    {
        _store.Place.Prepare();
        await File.WriteAllTextAsync(_store.Place.Database, new string('x', 8192), TestContext.Current.CancellationToken);

        var (told, totals) = await WriteAsync(_store.Place);

        told.ShouldHaveSingleItem().Code.ShouldBe(StoreException.Corrupt);
        (totals.Written, totals.Dropped).ShouldBe((0, 3));
        (await File.ReadAllTextAsync(_store.Place.Database, TestContext.Current.CancellationToken)).ShouldStartWith("xxx");
    }

    [Fact]
    public async Task File_DamagedInTheMiddle_IsSaid()
    {
        _store.Write([.. Enumerable.Range(1, 200).Select(n => Events.Capture(n))]);
        await using (var file = File.OpenWrite(_store.Place.Database))
        {
            file.Position = 4096;
            file.Write(Encoding.ASCII.GetBytes(new string('x', (int)file.Length - 4096)));
        }

        var (told, totals) = await WriteAsync(_store.Place);

        told.ShouldHaveSingleItem().Code.ShouldBe(StoreException.Corrupt);
        totals.Dropped.ShouldBe(3);
        Should.Throw<StoreException>(() => _store.Entries()).Code.ShouldBe(StoreException.Corrupt);
    }

    [Fact]
    public async Task Folder_ThatCantBeMade_IsSaidOnce()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("file"), "", TestContext.Current.CancellationToken);

        var (told, totals) = await WriteAsync(new StorePlace(folder.File("file/.plumbline")));

        told.ShouldHaveSingleItem().Message.ShouldContain("captures.db");
        totals.Dropped.ShouldBe(3);
    }

    [Fact]
    public async Task Folder_OfAReadOnlyFileSystem_IsSaidOnce()
    {
        // Not even root may write here.
        var (told, totals) = await WriteAsync(new StorePlace("/proc/self/plumbline"));

        told.ShouldHaveSingleItem();
        (totals.Written, totals.Dropped, totals.Trouble?.Code).ShouldBe((0, 3, told[0].Code));
    }

    [Fact]
    public async Task Events_MoreThanMayWait_AreDroppedAndCounted()
    {
        var writer = new StoreWriter(new StoreSession(_store.Place, Events.Shop, new StoreLimits(), new TestStore.SetClock(TestStore.Today)), _ => { });
        var huge = Events.Capture(1, value: new string('x', 5_000_000));

        for (var i = 0; i < 20; i++)
        {
            writer.Add(huge with { Delivery = $"{i}" });
        }

        await writer.DisposeAsync();
        writer.Totals.Dropped.ShouldBeGreaterThan(0);
        (writer.Totals.Written + writer.Totals.Dropped).ShouldBe(20);
        _store.Entries().Count.ShouldBe((int)writer.Totals.Written);
    }

    [Fact]
    public void Place_OfARepository_IsItsRootAndForItsUserAlone()
    {
        using var folder = new TemporaryFolder();
        var deep = Directory.CreateDirectory(folder.File("repository/src/deep")).FullName;
        Directory.CreateDirectory(folder.File("repository/.git"));

        var place = StorePlace.Find(deep, _ => null);
        using (StoreFile.Open(place))
        {
            File.GetUnixFileMode(place.Folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            foreach (var file in Directory.GetFiles(place.Folder).Where(f => f.Contains("captures.db", StringComparison.Ordinal)))
            {
                File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
            }
        }

        place.Folder.ShouldBe(folder.File("repository/.plumbline"));
        File.ReadAllText(Path.Combine(place.Folder, ".gitignore")).ShouldBe("*\n");
    }

    [Theory]
    [InlineData("/data", "/home/ann", "/data/plumbline")]
    [InlineData("relative", "/home/ann", "/home/ann/.local/share/plumbline")]
    [InlineData(null, "/home/ann", "/home/ann/.local/share/plumbline")]
    public void Place_OutsideOfARepository_IsTheUsersData(string? data, string home, string expected) =>
        StorePlace.Find("/", name => name == "HOME" ? home : data).Folder.ShouldBe(expected);

    private static async Task<(List<StoreException> Told, StoreTotals Totals)> WriteAsync(StorePlace place)
    {
        var told = new List<StoreException>();
        var writer = new StoreWriter(new StoreSession(place, Events.Shop, new StoreLimits(), new TestStore.SetClock(TestStore.Today)), told.Add);
        for (var i = 1; i <= 3; i++)
        {
            writer.Add(Events.Capture(i));
        }

        await writer.DisposeAsync();
        writer.Add(Events.Capture(4) with { Delivery = "late" });
        return (told, writer.Totals with { Dropped = writer.Totals.Dropped - 1 });
    }
}
