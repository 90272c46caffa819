using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Judging;
using Plumbline.Store.Ledger.Rows;

namespace Plumbline.Store.Ledger;

/// <summary>Keeps a judgement: what a report counts, and the texts and evidence that stand behind it.</summary>
internal sealed class JudgementWriter(LedgerFile file, TimeProvider time)
{
    /// <param name="judgement">Finished.</param>
    /// <param name="facts">What it came to.</param>
    /// <param name="digest">Of all that it was made from.</param>
    /// <exception cref="StoreException">The ledger can't be written; it holds what it held before.</exception>
    public void Write(Judgement judgement, LedgerFacts facts, string digest) => file.Transact(() =>
    {
        using var tables = new JudgementTables(file.Connection);
        Write(tables, judgement);
        Write(tables, judgement, facts);
        FactsWrite.Write(tables, facts, digest, time.GetUtcNow());
    });

    private static void Write(JudgementTables tables, Judgement judgement)
    {
        foreach (var change in judgement.Changes.All)
        {
            tables.Add(Row(change));
        }

        long id = judgement.Changes.All.Count;
        foreach (var (record, reason) in judgement.Lost)
        {
            tables.Add(new JudgedChangeRow
            {
                Id = ++id, Key = record.Key, Repository = record.Repository, Number = record.Number, Commit = record.MergeCommit, Title = record.Title, At = LedgerTime.Of(record.Merged),
                Tool = "", Model = "", Reworked = -1, NotCounted = reason,
            });
        }

        foreach (var one in judgement.Cases)
        {
            Write(tables, one);
        }
    }

    private static void Write(JudgementTables tables, Judgement judgement, LedgerFacts facts)
    {
        var shipped = judgement.Changes.All.SelectMany(change => change.Shipments).ToDictionary(shipment => (shipment.Change.Id, shipment.Service), shipment => shipment.By.Id);
        foreach (var change in facts.Changes)
        {
            tables.Add(new ShippedRow { Change = change.Id, Service = tables.NameOf(change.Service), Shipped = LedgerTime.Of(change.Shipped), Gone = LedgerTime.Of(change.Gone), Deployment = shipped[(change.Id, change.Service)] });
        }

        var shares = facts.Deployments.ToDictionary(one => one.Id, one => one.AiShare);
        foreach (var one in judgement.Shipping.Deployments)
        {
            tables.Add(Row(tables, one, shares.GetValueOrDefault(one.Id, -1)));
        }
    }

    private static JudgedChangeRow Row(KnownChange change) => new()
    {
        Id = change.Id,
        Key = change.Key,
        Repository = change.Repository,
        Number = change.Number,
        Commit = change.Facts.Id,
        Title = change.Title,
        At = LedgerTime.Of(change.At),
        Origin = (int)change.Lines.Class(),
        Tool = change.Lines.Tool.Tool,
        Model = change.Lines.Tool.Model,
        Ai = change.Lines.Ai,
        Human = change.Lines.Human,
        Mixed = change.Lines.Mixed,
        Unknown = change.Lines.Unknown,
        Reworked = change.Lines.Reworked,
        Commits = change.Commits.Count,
        RevertedBy = change.RevertedBy?.Id,
        NotCounted = change.NotCounted,
    };

    private static JudgedDeploymentRow Row(JudgementTables tables, JudgedDeployment one, float aiShare) => new()
    {
        Id = one.Id,
        Key = one.Record.Key,
        Service = tables.NameOf(one.Service),
        Environment = tables.NameOf(one.Place.Environment),
        Region = tables.NameOf(one.Place.Region),
        At = LedgerTime.Of(one.Record.At),
        Kind = (int)one.Kind,
        Result = (int)one.Record.Result,
        Commit = one.Code?.Id ?? one.Record.Commit,
        Version = one.Record.Version,
        Url = one.Record.Url,
        Previous = one.Previous?.Id,
        IsRemedy = one.IsRemedy,
        IsProxy = one.Record.IsProxy,
        Changes = one.Shipped.Count,
        AiShare = aiShare,
        Counts = one.Counts,
        NotCounted = one.NotCounted,
        NoCode = one.NoCode,
    };

    private static void Write(JudgementTables tables, IncidentCase one)
    {
        tables.Add(new JudgedIncidentRow
        {
            Id = one.Id, Key = one.Record.Key, Title = one.Record.Title, Url = one.Record.Url, Service = tables.NameOf(one.Service), Severity = one.Record.Severity,
            Detected = LedgerTime.Of(one.Record.Detected), Acknowledged = LedgerTime.Of(one.Record.Acknowledged), Restored = LedgerTime.Of(one.Restored), ClockIsWrong = one.ClockIsWrong,
            Exclusion = (int)one.Exclusion, Cause = (int)one.Record.Cause, Running = one.Running?.Id, Failed = one.Failed is { Verdict: >= Verdict.Probable } failed ? failed.Deployment.Id : 0,
            Suspect = one.Failed?.Deployment.Id ?? 0, Verified = LedgerTime.Of(one.Verified), Original = one.Original?.Id, Note = one.Note,
        });
        foreach (var (change, blame) in one.Blames)
        {
            tables.Add(new BlameRow { Incident = one.Id, Change = change.Id, Weight = blame.Weight, Verdict = (int)blame.Verdict });
        }

        foreach (var each in one.PossibleTry is { } possible ? [possible] : one.Tries)
        {
            tables.Add(new RemedyRow { Incident = one.Id, Deployment = each.Deployment.Id, Kind = (int)each.Kind, At = LedgerTime.Of(each.Deployment.At), Words = each.Words });
        }

        foreach (var fix in one.Possible is { } may ? [may] : one.Fixes)
        {
            tables.Add(new FixRow { Incident = one.Id, Change = fix.Change.Id, Words = fix.Words });
        }

        var number = 0;
        foreach (var evidence in one.Evidence.OrderBy(evidence => evidence.Step).ThenByDescending(evidence => evidence.Weight))
        {
            tables.Add(new EvidenceRow
            {
                Incident = one.Id, Number = ++number, Step = (int)evidence.Step, Verdict = (int)evidence.Verdict, Weight = evidence.Weight, Change = evidence.Change?.Id,
                Deployment = evidence.Deployment?.Id, Commit = evidence.Commit, Place = evidence.Place, Words = evidence.Words,
            });
        }
    }
}
