using System.Text.Json;
using Plumbline.Ledger.Code;
using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Judging;
using Plumbline.Ledger.Records;
using Plumbline.Ledger.Sources;
using Plumbline.Origin;
using Plumbline.Store.Ledger;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Store.Tests.Ledger;

public sealed class FactsTests : IDisposable
{
    private static readonly DateTimeOffset s_day = new(2026, 5, 1, 10, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Facts_WrittenInManyBlocks_AreReadAsTheyWere()
    {
        var facts = Facts(9000);
        using var file = Written(facts);

        JsonSerializer.Serialize(new FactsReader(file).Read()).ShouldBe(JsonSerializer.Serialize(facts));
        new FactsReader(file).Digest().ShouldBe("digest");
    }

    [Fact]
    public void Facts_OfAWindow_AreThoseFromThenOn()
    {
        var facts = Facts(9000);
        using var file = Written(facts);
        var since = facts.Changes[6543].Shipped;

        var read = new FactsReader(file).Read(since)!;

        read.Changes.Select(one => one.Id).ShouldBe(facts.Changes.Where(one => one.Shipped >= since).Select(one => one.Id));
        read.Deployments.Count.ShouldBe(facts.Deployments.Count(one => one.At >= since));
        read.Incidents.Count.ShouldBe(facts.Incidents.Count(one => one.Detected >= since));
        read.Hours.Count.ShouldBe(facts.Hours.Count);
    }

    [Fact]
    public void Facts_BeforeAnythingWasJudged_AreNone()
    {
        using var file = LedgerFile.Open(new StorePlace(_folder.File(".plumbline")));

        new FactsReader(file).Read().ShouldBeNull();
        new FactsReader(file).Digest().ShouldBeNull();
    }

    [Fact]
    public void Verdicts_StayInTheirOrder_WhateverIsMadeAgain()
    {
        using var file = Written(Facts(10));
        var log = new VerdictLog(file);
        log.Add("pagerduty:P1", "octo/shop#17", Decision.Reject, ("ann", s_day, "no"));
        log.Add("pagerduty:P1", "octo/shop#17", Decision.Confirm, ("bob", s_day.AddDays(-1), ""));

        new LedgerWriter(file, new EventLimits(), TimeProvider.System).Rebuild();
        using (var transaction = file.Connection.BeginTransaction())
        {
            using var tables = new JudgementTables(file.Connection);
            FactsWrite.Write(tables, Facts(5), "later", s_day);
            transaction.Commit();
        }

        new VerdictLog(file).All().ShouldBe(
        [
            new HumanVerdict(1, "pagerduty:P1", "octo/shop#17", Decision.Reject, "ann", s_day, "no"),
            new HumanVerdict(2, "pagerduty:P1", "octo/shop#17", Decision.Confirm, "bob", s_day.AddDays(-1), ""),
        ]);
        new RecordReader(file).Read().Verdicts.Count.ShouldBe(2);
        new LedgerState(file).LastVerdict.ShouldBe(2);
        new FactsReader(file).Read()!.Changes.Count.ShouldBe(5);
    }

    [Fact]
    public void CommitFacts_AreReadAsTheyWere_HoldUnderTheirTermsAlone_AndARebuildForgetsThem()
    {
        using var file = LedgerFile.Open(new StorePlace(_folder.File(".plumbline")));
        var store = new CommitFactStore(file);
        var first = store.Open();
        first.Keep(FactKind.Lines, "abc", "terms", [1, 2, 3]);
        first.Keep(FactKind.Fix, "abc", "terms", []);
        store.Write(first);
        var second = store.Open();
        second.Find(FactKind.Lines, "abc", "terms").ShouldBe([1, 2, 3]);
        second.Find(FactKind.Fix, "abc", "terms").ShouldBe([]);
        second.Find(FactKind.Lines, "abc", "others").ShouldBeNull();
        second.Keep(FactKind.Lines, "abc", "others", [4]);
        second.New.Count.ShouldBe(1);
        store.Write(second);

        var third = store.Open();
        (third.Find(FactKind.Lines, "abc", "terms"), third.Find(FactKind.Lines, "abc", "others")![0]).ShouldBe((null, (byte)4));
        new LedgerWriter(file, new EventLimits(), TimeProvider.System).Rebuild();
        store.Open().Find(FactKind.Lines, "abc", "others").ShouldBeNull();
    }

    private LedgerFile Written(LedgerFacts facts)
    {
        var file = LedgerFile.Open(new StorePlace(_folder.File(".plumbline")));
        using var transaction = file.Connection.BeginTransaction();
        using (var tables = new JudgementTables(file.Connection))
        {
            FactsWrite.Write(tables, facts, "digest", s_day);
        }

        transaction.Commit();
        return file;
    }

    private static LedgerFacts Facts(int count) => new()
    {
        Changes =
        [
            .. Enumerable.Range(0, count).Select(i => new ShippedChange
            {
                Id = i + 1, Service = $"s{i % 3}", Team = i % 2 == 0 ? "core" : "", Partner = i % 5 == 0 ? "Acme" : "", Shipped = s_day.AddMinutes(i), Begun = i % 2 == 0 ? s_day.AddMinutes(-i) : null,
                Gone = i % 7 == 0 ? s_day.AddDays(i) : null, IsReverted = i % 11 == 0, Origin = (OriginClass)(i % 4), Tool = i % 4 == 1 ? "Claude Code" : "", Model = i % 8 == 1 ? "m" : "", Lines = i, AiLines = i / 2,
                Reworked = (i % 3) - 1, IsCorrected = i % 3 == 0 ? null : i % 3 == 1, FileAge = i / 3f, BuildHours = i % 2 == 0 ? -1 : i, IsProxy = i % 13 == 0,
            }),
        ],
        Deployments = [.. Enumerable.Range(0, count / 2).Select(i => new ProductionDeployment { Id = i + 1, Place = new DeploymentPlace($"s{i % 3}", "production", i % 2 == 0 ? "eu" : ""), At = s_day.AddMinutes(2 * i), Kind = (DeploymentKind)(i % 4), IsRemedy = i % 3 == 0, IsProxy = i % 5 == 0, Changes = i, AiShare = i % 2 == 0 ? -1 : 0.25f })],
        Incidents =
        [
            .. Enumerable.Range(0, count / 2).Select(i => new JudgedIncident
            {
                Id = i + 1, Service = $"s{i % 3}", Detected = s_day.AddMinutes(2 * i), Restored = i % 2 == 0 ? null : s_day.AddDays(9), ClockIsWrong = i % 17 == 0, Exclusion = (Exclusion)(i % 5), Cause = (CauseClass)(i % 8),
                Blames = [.. Enumerable.Range(1, i % 4).Select(n => new Blame(n, 1.0 / n / 4, (Verdict)(n % 4)))], FailedDeployment = i % 3, SuspectDeployment = i % 4,
                Remedies = [.. Enumerable.Range(1, i % 3).Select(n => new Remedy(n, (RemedyKind)n, s_day.AddHours(n)))], Verified = i % 3 == 0 ? s_day.AddDays(20) : null,
            }),
        ],
        Hours = [.. Enumerable.Range(0, 20).Select(i => new WorkHours(i, $"t{i % 2}", i % 2 == 0, new DateOnly(2026, 1 + (i % 12), 1), (WorkKind)(i % 6), i / 3.0, i, i % 4 == 0))],
        Until = s_day.AddDays(99),
        Deployed = new Known(3, 4),
    };
}
