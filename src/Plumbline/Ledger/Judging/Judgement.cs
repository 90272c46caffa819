using Plumbline.Ledger.Code;
using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Judging;

/// <summary>
/// From records to what a report counts. Pure: the same records, settings and repositories give the same result, in whatever order they come. In two
/// parts, as repositories have to be asked in between.
/// </summary>
internal sealed class Judgement
{
    private readonly LedgerRecords _records;
    private readonly LedgerPolicy _policy;
    private readonly ServiceNames _services;

    private Judgement(LedgerRecords records, LedgerPolicy policy, ServiceNames services, ChangeBook changes, ShippingLog shipping)
    {
        (_records, _policy, _services, Changes, Shipping) = (records, policy, services, changes, shipping);
        Until = records.Until;
        Cases = CaseBook.Of(records.Incidents, services, shipping, policy);
        Reverts.Find(changes);
        FixFinder.Find(Cases, changes);
        PossibleFix.Find(Cases, changes, shipping);
        Questions = Questions.Of(Cases);
    }

    public ChangeBook Changes { get; }

    public ShippingLog Shipping { get; }

    public IReadOnlyList<IncidentCase> Cases { get; }

    public DateTimeOffset Until { get; }

    /// <summary>To be answered by repositories before <see cref="Finish"/>; what stays open is evidence that is not there.</summary>
    public Questions Questions { get; }

    /// <summary>Changes that events told of and that are in no repository at hand, with the reason.</summary>
    public IReadOnlyList<(Change Record, string Reason)> Lost { get; private set; } = [];

    public static Judgement Begin(LedgerRecords records, LedgerPolicy policy, IReadOnlyList<CodeBase> codes)
    {
        var services = new ServiceNames(policy);
        var lookup = new CodeLookup([.. codes.Select(code => code.Code)], services);
        var changes = new ChangeBook(codes);
        return new Judgement(records, policy, services, changes, ShippingLog.Of(records.Deployments, services, lookup, changes));
    }

    /// <summary>The deployed commits of a repository, for <see cref="ChangeSplit.Of"/>.</summary>
    public static IEnumerable<int> Deployed(LedgerRecords records, LedgerPolicy policy, CodeHistory code)
    {
        var lookup = new CodeLookup([code], new ServiceNames(policy));
        return records.Deployments.Select(lookup.Of).OfType<CodePlace>().Select(place => place.Commit);
    }

    /// <summary>The changes that events told of a repository.</summary>
    public static IEnumerable<Change> ChangesOf(LedgerRecords records, CodeHistory code) =>
        records.Changes.Where(change => ServiceNames.IsSame(change.Repository, code.Repository) || (change.MergeCommit is { } merge && code.Find(merge) >= 0));

    public LedgerFacts Finish()
    {
        CodeEvidence.Add(Questions, Changes);
        LinkEvidence.FindLabels(Cases, Changes);
        var people = _records.Verdicts.ToLookup(verdict => verdict.Incident, StringComparer.OrdinalIgnoreCase);
        foreach (var one in Cases.Where(one => one.IsEligible))
        {
            LinkEvidence.Find(one, Changes, Shipping);
            RollbackEvidence.Find(one, Shipping);
            Attribution.Judge(one, [.. one.Together.SelectMany(each => people[each.Record.Key])], Changes, Shipping, _policy);
            RemedyFinder.Find(one, Shipping, _policy, Until);
        }

        var hours = WorkModel.Of(_records.Efforts, Changes, Cases, _policy);
        Explain();
        return new FactsBuilder(_services, _policy, Until).Build(Changes, Shipping, Cases, hours);
    }

    private void Explain()
    {
        foreach (var change in Changes.All)
        {
            change.NotCounted = change.Shipments.Count > 0 ? null : change.NotCounted ?? "no deployment to production is known that holds it";
        }

        var known = Changes.All.Select(change => change.Record?.Key).OfType<string>().ToHashSet(StringComparer.Ordinal);
        Lost =
        [
            .. _records.Changes.Where(change => !known.Contains(change.Key)).OrderBy(change => change.Key, StringComparer.Ordinal)
                .Select(change => (change, Changes.Codes.Count == 0 ? "no repository is at hand" : change.Merged is null ? "it is not merged" : "its commits are in no repository at hand, or another request has the same merge")),
        ];
    }
}
