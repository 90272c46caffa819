using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Plumbline.Ledger.Sources;
using Plumbline.Store.Ledger;
using Plumbline.Store.Ledger.Migrations;
using Plumbline.Store.Ledger.Rows;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Store.Tests.Ledger;

public sealed class IngestTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Migrations_TogetherAre_TheModel()
    {
        using var file = LedgerFile.Open(Place("model"));
        using var context = file.Context();

        context.Database.HasPendingModelChanges().ShouldBeFalse();
        context.Database.GetMigrations().ShouldBe([RecordsMigration.Name, JudgementMigration.Name, CommitFactsMigration.Name, LeanIndexesMigration.Name]);
    }

    [Fact]
    public void Take_InAnyOrderAnyNumberOfTimes_GivesTheSameRecords()
    {
        var events = Story();
        var expected = Records("once", [events]);
        expected.ShouldContain(line => line.StartsWith("incident pagerduty:P3 ", StringComparison.Ordinal) && line.EndsWith("resolved open, reopened 1", StringComparison.Ordinal));

        for (var seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            var twice = events.Concat(events.Where(_ => random.Next(3) == 0)).ToArray();
            random.Shuffle(twice);

            // In deliveries of one event, of a few, and all at once.
            Records($"mixed {seed}", twice.Chunk(1 + (seed * 7))).ShouldBe(expected);
        }
    }

    [Fact]
    public void Take_ManyLargeEvents_HoldsNotAllOfThemAtOnce()
    {
        var text = new string('x', 3_000_000);
        static IEnumerable<LedgerEvent> Large(string text)
        {
            for (var i = 0; i < 25; i++)
            {
                yield return new LedgerEvent("plain", Encoding.UTF8.GetBytes($$"""{"kind":"incident","id":"INC-{{i}}","detected":"2026-05-01T10:00:00Z","title":"{{text}}"}"""));
            }

            throw new IOException("the file ends here");
        }

        using var file = LedgerFile.Open(Place("large"));
        Should.Throw<IOException>(() => new LedgerWriter(file, new EventLimits(), TimeProvider.System).Take(Large(text)));

        // What was complete went in before the end was met: two portions of twelve.
        new RecordReader(file).Read().Incidents.Count.ShouldBe(24);
    }

    [Fact]
    public void Take_TheSameAgain_KnowsAllOfIt()
    {
        var (place, events) = (Place("again"), Story());

        var first = Take(place, events);
        var second = Take(place, events);

        first.ShouldBe(new IngestTotals(events.Length - 2, 1, 1, 0));
        second.ShouldBe(new IngestTotals(0, 0, 0, events.Length));
    }

    [Fact]
    public void Take_WhatCantBeRead_KeepsItWithTheReason()
    {
        var place = Place("rejected");

        Take(place, [new LedgerEvent("pagerduty", "{\"event\": 3"u8.ToArray()), new LedgerEvent("nobody", "{}"u8.ToArray())]).Rejected.ShouldBe(2);

        using var file = LedgerFile.Open(place, create: false);
        using var context = file.Context();
        var rejected = context.Events.Where(row => row.State == EventState.Rejected).OrderBy(row => row.Id).ToList();
        rejected.Select(row => row.Reason).ShouldBe(["it is no JSON", "there is no source nobody"], new Beginning());
        Encoding.UTF8.GetString(PackedBody.Unpack(rejected[0].Body)).ShouldBe("{\"event\": 3");
    }

    [Fact]
    public void Open_OfALedgerOfTheVersionBefore_KnowsWhatItsEventsSaid()
    {
        var events = Story();
        var (place, half) = (Place("older"), events.Length / 2);
        Take(place, events[..half]);
        using (var file = LedgerFile.Open(place))
        {
            using var context = file.Context();
            context.Database.ExecuteSqlRaw(context.GetService<IMigrator>().GenerateScript(LeanIndexesMigration.Name, CommitFactsMigration.Name, MigrationsSqlGenerationOptions.NoTransactions));
            context.Database.GetPendingMigrations().ShouldHaveSingleItem();
        }

        Take(place, events[half..]);

        Records(place).ShouldBe(Records("new", [events]));
    }

    [Fact]
    public void Take_TextThatIsEmptyOrNoAscii_KeepsItAsItIs()
    {
        using var file = LedgerFile.Open(Place("texts"));
        new LedgerWriter(file, new EventLimits(), TimeProvider.System).Take([Json("plain", """{"kind":"incident","id":"1","detected":"2026-05-01T10:00:00Z","title":"größer \ud83d\ude00","severity":""}""")]);

        var incident = new RecordReader(file).Read().Incidents.ShouldHaveSingleItem();

        (incident.Title, incident.Service, incident.Severity, incident.DuplicateOf).ShouldBe(("größer 😀", "", null, null));
    }

    [Fact]
    public void Rebuild_OfDamagedRecords_GivesThemAgain()
    {
        var (place, events) = (Place("rebuild"), Story());
        Take(place, events);
        var expected = Records(place);
        using (var file = LedgerFile.Open(place))
        {
            using var context = file.Context();
            context.Database.ExecuteSqlRaw("UPDATE incidents SET \"Title\" = 'x', \"Resolved\" = 5; DELETE FROM deployments; DELETE FROM mentions; UPDATE events SET \"State\" = 2");
            new LedgerWriter(file, new EventLimits(), new TestStore.SetClock(s_now)).Rebuild().ShouldBe(new IngestTotals(events.Length - 2, 1, 1, 0));
        }

        Records(place).ShouldBe(expected);
    }

    /// <summary>What happened to thirty deployments and ten incidents, told by several events each.</summary>
    private static LedgerEvent[] Story()
    {
        var events = new List<LedgerEvent>();
        for (var i = 0; i < 30; i++)
        {
            foreach (var (state, minute) in new[] { ("in_progress", 0), (i % 7 == 3 ? "failure" : "success", 5), ("inactive", 59) })
            {
                events.Add(Json("github", $$$$"""
                    {"deployment_status":{"state":"{{{{state}}}}","environment":"production","updated_at":"2026-05-0{{{{1 + (i / 10)}}}}T{{{{10 + (i % 10)}}}}:{{{{minute:00}}}}:00Z"},
                     "deployment":{"id":{{{{i}}}},"sha":"{{{{i:x40}}}}","created_at":"2026-05-0{{{{1 + (i / 10)}}}}T{{{{10 + (i % 10)}}}}:00:00Z"},"repository":{"full_name":"octo/shop"}}
                    """));
            }
        }

        for (var i = 0; i < 10; i++)
        {
            string[] steps = i == 3 ? ["triggered", "acknowledged", "resolved", "reopened"] : i == 4 ? ["triggered"] : ["triggered", "acknowledged", "resolved"];
            events.AddRange(steps.Select((step, at) => Json("pagerduty", $$$$$"""
                {"event":{"event_type":"incident.{{{{{step}}}}}","occurred_at":"2026-05-1{{{{{i}}}}}T10:{{{{{at * 10:00}}}}}:00Z","data":{"id":"P{{{{{i}}}}}","title":"Down {{{{{at}}}}}","service":{"summary":"shop"}}}}
                """)));
        }

        events.Add(Json("pagerduty", """{"event":{"event_type":"service.created","occurred_at":"2026-05-01T10:00:00Z"}}"""));
        events.Add(Json("pagerduty", """{"event":{"event_type":"incident.triggered","occurred_at":"never","data":{"id":"P"}}}"""));
        return [.. events];
    }

    private static LedgerEvent Json(string source, string json) => new(source, Encoding.UTF8.GetBytes(json));

    private StorePlace Place(string name) => new(Path.Combine(_folder.Path, name, ".plumbline"));

    private string[] Records(string name, IEnumerable<LedgerEvent[]> deliveries)
    {
        var place = Place(name);
        foreach (var delivery in deliveries)
        {
            Take(place, delivery);
        }

        return Records(place);
    }

    private static IngestTotals Take(StorePlace place, IEnumerable<LedgerEvent> events)
    {
        using var file = LedgerFile.Open(place);
        return new LedgerWriter(file, new EventLimits(), new TestStore.SetClock(s_now)).Take(events);
    }

    private static string[] Records(StorePlace place)
    {
        using var file = LedgerFile.Open(place, create: false);
        using var context = file.Context();
        return
        [
            .. context.Deployments.OrderBy(row => row.Key).AsEnumerable().Select(row => string.Create(CultureInfo.InvariantCulture, $"deployment {row.Key} {row.Commit} {row.Result} {row.Started} {row.Finished} {row.OriginalResult}")),
            .. context.Incidents.OrderBy(row => row.Key).AsEnumerable().Select(row => string.Create(CultureInfo.InvariantCulture, $"incident {row.Key} {row.Title} {row.Detected} {row.Acknowledged} resolved {row.Resolved?.ToString(CultureInfo.InvariantCulture) ?? "open"}, reopened {row.Reopened}")),
        ];
    }

    private sealed class Beginning : IEqualityComparer<string?>
    {
        public bool Equals(string? x, string? y) => x is not null && y is not null && (x.StartsWith(y, StringComparison.Ordinal) || y.StartsWith(x, StringComparison.Ordinal));

        public int GetHashCode(string? obj) => 0;
    }
}
