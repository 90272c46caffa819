using System.Text;
using Plumbline.Runtime;
using Shouldly;
using Xunit;

namespace Plumbline.Store.Tests;

/// <summary>What is written is found again, as it came.</summary>
public sealed class RoundTripTests : IDisposable
{
    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Capture_Written_IsFoundWithEverythingThatCanBeSearched()
    {
        var raw = Events.Capture(1);

        _store.Write(raw);

        var found = _store.Entries().ShouldHaveSingleItem();
        found.Entry.ShouldBe(EventReading.Entry(raw));
        found.Entry.Type.ShouldBe("System.FormatException");
        found.Entry.Text.ShouldContain("note=café");
        found.Source.ShouldBe(Events.Shop);
        found.Size.ShouldBe(raw.Json.Length);
        _store.Read(reader => reader.Message(raw.Id)).ShouldBe(raw.Json.ToArray());
    }

    [Fact]
    public void SameEventsTwice_InAnyOrder_ChangeNothing()
    {
        _store.Write(Events.Capture(1), Events.Capture(2), Events.Failure(3, count: 5, [1, 2]));
        var before = (_store.Entries(), _store.Read(reader => reader.Failures(new EntryQuery())));

        _store.Write(Events.Failure(3, count: 5, [1, 2]), Events.Capture(2), Events.Capture(2), Events.Capture(1));

        _store.Entries().ShouldBe(before.Item1);
        _store.Read(reader => reader.Failures(new EntryQuery())).ShouldBe(before.Item2);
    }

    [Fact]
    public void Failure_ToldOften_IsOneGroupWithTheNewestState()
    {
        _store.Write(Events.Capture(7));
        _store.Write(Events.Failure(1, count: 1, [7]), Events.Failure(2, count: 9, []));
        _store.Write(Events.Failure(3, count: 4, []));

        var failure = _store.Read(reader => reader.Failures(new EntryQuery())).ShouldHaveSingleItem();
        (failure.Type, failure.Count, failure.Captures, failure.Last).ShouldBe(("System.FormatException", 9, 1, Events.Start + 9));
        _store.Read(reader => reader.CapturesOf(failure.Id, 10)).ShouldHaveSingleItem().FailureId.ShouldBe(failure.Id);
        Encoding.UTF8.GetString(_store.Read(reader => reader.Message(failure.Id))!).ShouldContain("\"count\":9");
    }

    /// <summary>Where it ended was lost when both came in one batch.</summary>
    [Fact]
    public void Failure_ToldAgainWithItsEnd_KeepsTheEnd()
    {
        var ended = Events.Failure(2, count: 1, []);
        ended = ended with { Json = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(ended.Json.Span).Replace("no number", "no number, later", StringComparison.Ordinal)) };
        _store.Write(Events.Failure(1, count: 1, [7]), ended);

        _store.Read(reader => System.Text.Encoding.UTF8.GetString(reader.Message(reader.Failures(new EntryQuery())[0].Id)!)).ShouldContain("later");
    }

    [Fact]
    public void Failure_SeenByTwoWatches_IsCountedForBoth()
    {
        var other = Events.Shop with { Id = "source-2", Pid = 5 };
        _store.Write(Events.Failure(1, count: 3, []));
        _store.WriteAt(TestStore.Today, new StoreLimits(), [Events.Failure(1, count: 4, [], other)], other);

        _store.Read(reader => reader.Failures(new EntryQuery())).ShouldHaveSingleItem().Count.ShouldBe(7);
    }

    [Theory]
    [InlineData("method", "checkout", 2)]
    [InlineData("method", "Check%", 0)]
    [InlineData("type", "format", 3)]
    [InlineData("value", "CAFÉ", 2)]
    [InlineData("value", "note=caf", 2)]
    [InlineData("value", "100%", 1)]
    [InlineData("value", "name", 0)]
    [InlineData("value", "order 3", 1)]
    [InlineData("service", "sho", 4)]
    [InlineData("service", "bank", 0)]
    [InlineData("kind", "log", 1)]
    public void Entries_ByAPart_AreFound(string what, string part, int expected)
    {
        _store.Write(Events.Capture(1), Events.Capture(2), Events.Capture(3, value: "100% _", method: "Shop.Orders.Pay"), Events.Log(4, "order 3 is odd"));
        var query = what switch
        {
            "method" => new EntryQuery { Method = part },
            "type" => new EntryQuery { Type = part },
            "value" => new EntryQuery { Value = part },
            "service" => new EntryQuery { Service = part },
            _ => new EntryQuery { Kind = part },
        };

        _store.Entries(query).Count.ShouldBe(expected);
    }

    [Fact]
    public void Entries_OfManyKinds_AreTheNewestFirstUpToTheLimit()
    {
        _store.Write([.. Enumerable.Range(1, 20).Select(n => Events.Capture(n))]);

        _store.Entries(new EntryQuery { Limit = 3 }).Select(e => e.Entry.At - Events.Start).ShouldBe([20, 19, 18]);
        _store.Entries(new EntryQuery { Since = Events.Start + 15 }).Count.ShouldBe(6);
    }

    [Fact]
    public void Export_MoreThanOnePortion_GivesAllOldestFirst()
    {
        _store.Write([.. Enumerable.Range(1, 250).Select(n => Events.Capture(n))]);

        var exported = _store.Read(reader => reader.Export(new EntryQuery()).ToList());

        exported.Select(e => e.Entry.Entry.At - Events.Start).ShouldBe(Enumerable.Range(1, 250).Select(n => (long)n));
        exported.ShouldAllBe(e => Encoding.UTF8.GetString(e.Message).Contains("captured"));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[1,2]")]
    [InlineData("{}")]
    [InlineData("""{"t":"captured","at":"yesterday","line":-5,"values":[{"node":99}],"nodes":[{"items":[-1,77],"value":3}]}""")]
    [InlineData("""{"t":"odd","at":1e300,"text":"\ud800 half"}""")]
    [InlineData("""{"t":"odd","\udc00":{"\ud800\ud800":"\\ud800"},"nodes":[{"kind":"\ud800"}]}""")]
    public void Event_OfAnyShape_IsKeptAsItCame(string json)
    {
        var raw = Events.Raw(1, json);

        _store.Write(raw);

        _store.Entries().ShouldHaveSingleItem().Entry.Id.ShouldBe(raw.Id);
        _store.Read(reader => reader.Message(raw.Id)).ShouldBe(raw.Json.ToArray());
    }

    [Fact]
    public void Values_HostileOnes_AreKeptAndDoNotHideOthers()
    {
        var huge = new string('x', 1_000_000);
        _store.Write(Events.Capture(1, value: huge), Events.Capture(2, value: "a\0b needle"), Events.Capture(3, value: "\ud800 \e[31m'; DROP TABLE entries; --"));

        _store.Entries(new EntryQuery { Value = "needle" }).ShouldHaveSingleItem();
        _store.Entries(new EntryQuery { Value = "drop table" }).ShouldHaveSingleItem();
        var found = _store.Entries().Single(e => e.Entry.At == Events.Start + 1);
        found.Entry.Text.Length.ShouldBeLessThanOrEqualTo(SearchText.MostCharacters);
        found.Size.ShouldBeGreaterThan(1_000_000);
    }

    [Fact]
    public void Delete_WhatMatches_LeavesTheRest()
    {
        _store.Write(Events.Capture(1), Events.Capture(2, method: "Shop.Pay"), Events.Failure(3, count: 1, []));

        _store.Read(reader => reader.Delete(new EntryQuery { Method = "Pay" })).ShouldBe((1, 0));
        _store.Entries().ShouldHaveSingleItem();
        _store.Read(reader => reader.Delete(new EntryQuery())).ShouldBe((1, 1));
        _store.Entries().ShouldBeEmpty();
    }

    [Fact]
    public void Ids_OfAPrefix_AreTheWholeOnes()
    {
        var raw = Events.Capture(1);
        _store.Write(raw, Events.Capture(2));

        _store.Read(reader => reader.Ids(raw.Id[..8])).ShouldBe([raw.Id]);
        _store.Read(reader => reader.Ids("")).Count.ShouldBe(2);
    }
}
