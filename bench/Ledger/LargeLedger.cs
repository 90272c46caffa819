using System.Globalization;
using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Records;
using Plumbline.Origin;
using Plumbline.Store;
using Plumbline.Store.Ledger;
using Plumbline.Store.Ledger.Rows;

namespace Plumbline.Bench.Ledger;

/// <summary>
/// A judged ledger of any size, as a firm of forty services would have it over three years: always the same for the same size. Of the changes 30 % are
/// AI's, 10 % mixed, 20 % human, the rest unknown; a fifth of the incidents is open or excluded, the others name one to three changes.
/// </summary>
internal static class LargeLedger
{
    private const int Services = 40;
    private static readonly string[] s_tools = ["Claude Code", "Copilot coding agent", "Cursor", "Codex"];
    private static readonly DateTimeOffset s_start = new(2023, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_span = TimeSpan.FromDays(3 * 365);

    public static void Write(StorePlace place, int changes)
    {
        var random = new Random(20261123);
        int deployments = changes / 5, incidents = changes / 10;
        var facts = new LedgerFacts
        {
            Changes = [.. Enumerable.Range(0, changes).Select(i => Change(random, i, changes))],
            Deployments = [.. Enumerable.Range(0, deployments).Select(i => Deployment(random, i, deployments))],
            Incidents = [.. Enumerable.Range(0, incidents).Select(i => Incident(random, i, incidents, changes))],
            Hours = [.. Enumerable.Range(0, changes / 20).Select(_ => Work(random))],
            Until = s_start + s_span,
            Deployed = new Known(deployments, deployments),
        };
        using var file = LedgerFile.Open(place);
        using var transaction = file.Connection.BeginTransaction();
        using (var tables = new JudgementTables(file.Connection))
        {
            FactsWrite.Write(tables, facts, "generated", facts.Until);
            foreach (var change in facts.Changes)
            {
                tables.Add(new ShippedRow { Change = change.Id, Service = tables.NameOf(change.Service), Shipped = LedgerTime.Of(change.Shipped), Deployment = 1 + (change.Id / 5) });
                tables.Add(new JudgedChangeRow { Id = change.Id, Key = $"octo/{change.Service}#{change.Id}", Repository = "octo", Number = change.Id, Commit = change.Id.ToString("x40", CultureInfo.InvariantCulture), Title = $"Change number {change.Id} of the firm", Origin = (int)change.Origin, Tool = change.Tool, Model = "" });
            }
        }

        transaction.Commit();
    }

    private static DateTimeOffset At(int number, int of) => s_start + TimeSpan.FromTicks((long)(s_span.Ticks * ((double)number / of)));

    private static ShippedChange Change(Random random, int i, int changes)
    {
        var dice = random.Next(10);
        var origin = dice < 3 ? OriginClass.Ai : dice < 4 ? OriginClass.Mixed : dice < 6 ? OriginClass.Human : OriginClass.Unknown;
        var (shipped, lines) = (At(i, changes), random.Next(400));
        return new ShippedChange
        {
            Id = i + 1,
            Service = $"service {i % Services}",
            Team = $"team {i % 12}",
            Partner = i % 17 == 0 ? "Acme" : "",
            Shipped = shipped,
            Begun = shipped.AddHours(-random.Next(200)),
            Gone = random.Next(6) == 0 ? shipped.AddDays(random.Next(300)) : null,
            IsReverted = random.Next(60) == 0,
            Origin = origin,
            Tool = origin is OriginClass.Ai or OriginClass.Mixed ? s_tools[random.Next(s_tools.Length)] : "",
            Lines = lines,
            AiLines = origin == OriginClass.Ai ? lines : origin == OriginClass.Mixed ? lines / 2 : 0,
            Reworked = random.Next(5) == 0 ? lines / 5 : 0,
            FileAge = random.Next(900),
            BuildHours = random.Next(20) / 2f,
        };
    }

    private static ProductionDeployment Deployment(Random random, int i, int deployments) => new()
    {
        Id = i + 1,
        Place = new DeploymentPlace($"service {i % Services}", "production"),
        At = At(i, deployments),
        Kind = random.Next(30) == 0 ? DeploymentKind.Rollback : DeploymentKind.Deploy,
        Changes = 5,
        AiShare = random.NextSingle(),
        IsRemedy = random.Next(12) == 0,
    };

    private static JudgedIncident Incident(Random random, int i, int incidents, int changes)
    {
        var (detected, dice) = (At(i, incidents), random.Next(10));
        var named = dice == 1 ? 0 : 1 + random.Next(3);
        return new JudgedIncident
        {
            Id = i + 1,
            Service = $"service {i % Services}",
            Detected = detected,
            Restored = dice == 0 ? null : detected.AddMinutes(random.Next(2000)),
            Exclusion = dice == 1 ? Exclusion.OtherCause : Exclusion.None,
            FailedDeployment = 1 + (i * 2L),
            SuspectDeployment = 1 + (i * 2L),
            Blames = [.. Enumerable.Range(0, named).Select(n => new Blame(1 + n + (i * (long)changes / incidents), 0.9 / named, (Verdict)(1 + random.Next(3))))],
            Remedies = [.. Enumerable.Range(0, random.Next(3)).Select(n => new Remedy(1 + n + (i * 2L), (RemedyKind)n, detected.AddHours(n)))],
        };
    }

    private static WorkHours Work(Random random) => new(random.Next(600), $"team {random.Next(12)}", random.Next(3) == 0, new DateOnly(2023 + random.Next(3), 1 + random.Next(12), 1), (WorkKind)random.Next(6), random.NextDouble() * 40, 0, random.Next(4) > 0);
}
