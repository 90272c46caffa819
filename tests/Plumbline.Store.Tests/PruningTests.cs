using System.Globalization;
using System.Security.Cryptography;
using Plumbline.Runtime;
using Shouldly;
using Xunit;

namespace Plumbline.Store.Tests;

/// <summary>The bounds hold, and the file gets smaller.</summary>
public sealed class PruningTests : IDisposable
{
    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Size_PastTheBound_LosesTheOldestAndTheFileShrinks()
    {
        var limits = new StoreLimits(Bytes: StoreLimits.FewestBytes);
        long crowded = 0;
        var largest = 0L;
        for (var batch = 0; batch < 12; batch++)
        {
            var events = Enumerable.Range((batch * 20) + 1, 20).Select(n => Events.Capture(n, value: Noise())).ToList();
            crowded += _store.WriteAt(TestStore.Today, limits, events);
            largest = Math.Max(largest, _store.Length);
        }

        var left = _store.Entries();
        left.Count.ShouldBe(240 - (int)crowded);
        left.Count.ShouldBeInRange(30, 200);
        left[0].Entry.At.ShouldBe(Events.Start + 240, "the newest stays");
        left[^1].Entry.At.ShouldBe(Events.Start + crowded + 1, "the oldest went");
        _store.Length.ShouldBeLessThanOrEqualTo(limits.Bytes);
        _store.WriteAt(TestStore.Today, limits with { Bytes = limits.Bytes / 2 }, []);
        _store.Length.ShouldBeLessThanOrEqualTo(limits.Bytes / 2);
    }

    [Fact]
    public void Age_PastTheBound_LosesEventsAndKeepsCounts()
    {
        _store.Write(Events.Capture(1), Events.Failure(2, count: 5, [1]));
        var later = TestStore.Today.AddDays(15);
        var source = Events.Shop with { Id = "source-2" };
        var young = Events.Capture(9, source: source) with { Received = (long)(later - DateTimeOffset.UnixEpoch).TotalMicroseconds };

        _store.WriteAt(later, new StoreLimits(), [young, Events.Failure(2, count: 2, [], source)], source);

        _store.Entries().ShouldHaveSingleItem().Entry.Id.ShouldBe(young.Id);
        var group = _store.Read(reader => reader.Failures(new EntryQuery())).ShouldHaveSingleItem();
        group.Count.ShouldBe(7);
        _store.Run("SELECT 1");
        Rows("sources").ShouldBe(1);
        Rows("tallies").ShouldBe(1);
    }

    [Fact]
    public void Age_WithinTheBound_LosesNothing()
    {
        _store.Write(Events.Capture(1), Events.Failure(2, count: 5, []));

        _store.WriteAt(TestStore.Today.AddDays(13), new StoreLimits(), []);

        _store.Entries().Count.ShouldBe(1);
        _store.Read(reader => reader.Message(reader.Failures(new EntryQuery())[0].Id)).ShouldNotBeNull();
    }

    [Fact]
    public void Size_OfGroupsAlone_LosesFramesAndKeepsCounts()
    {
        var groups = Enumerable.Range(1, 300).Select(n => Events.Failure(n, n, [], group: n, type: $"T{n}.{Noise()}")).ToList();

        _store.WriteAt(TestStore.Today, new StoreLimits(Bytes: 700_000), groups);

        var kept = _store.Read(reader => reader.Failures(new EntryQuery()));
        kept.Sum(f => f.Count).ShouldBe(300 * 301 / 2);
        _store.Read(reader => reader.Message(kept[^1].Id)).ShouldBeNull();
    }

    [Fact]
    public void Date_SetAheadByTheTarget_DoesNotKeepAnEvent()
    {
        _store.Write(Events.Raw(1, """{"t":"captured","at":9000000000000000000,"method":"A"}"""));

        _store.WriteAt(TestStore.Today.AddDays(15), new StoreLimits(), []);

        _store.Entries().ShouldBeEmpty();
    }

    private long Rows(string table)
    {
        using var file = StoreFile.Open(_store.Place);
        return Convert.ToInt64(file.Run($"SELECT COUNT(*) FROM {table}"), CultureInfo.InvariantCulture);
    }

    private static string Noise() => Convert.ToHexString(RandomNumberGenerator.GetBytes(1500));
}
