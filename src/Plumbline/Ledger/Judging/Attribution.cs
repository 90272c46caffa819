using Plumbline.Ledger.Facts;

namespace Plumbline.Ledger.Judging;

/// <summary>
/// Weighs the evidence of an incident into shares of changes. Nothing is forced: what is left of 1 has no culprit. What a person or a link says ends the
/// search; else fix, frames and rollback are averaged; time alone is asked last, and stays possible.
/// </summary>
internal static class Attribution
{
    /// <summary>Nobody measured how often the last deployment is to blame where nothing else speaks for it; this is an assumption, set low.</summary>
    public const double TimeAlone = 0.3;

    /// <summary>What is left out of account.</summary>
    private const double Least = 0.01;

    public static void Judge(IncidentCase one, IReadOnlyList<HumanVerdict> verdicts, ChangeBook changes, ShippingLog shipping, LedgerPolicy policy)
    {
        var people = Latest(verdicts);
        AddTime(one, policy);
        AddPeople(one, people, changes, shipping);
        if (people.TryGetValue("", out var all) && all.Decision == Decision.Reject)
        {
            Reject(one, _ => true);
        }
        else
        {
            Weigh(one, people.Values.GroupBy(verdict => Subject(verdict, changes, shipping)).ToDictionary(group => group.Key, group => group.MaxBy(verdict => verdict.Number)!.Decision));
        }

        one.Failed = Failed(one);
    }

    /// <summary>The last decision about each subject.</summary>
    private static Dictionary<string, HumanVerdict> Latest(IEnumerable<HumanVerdict> verdicts)
    {
        var latest = new Dictionary<string, HumanVerdict>(StringComparer.OrdinalIgnoreCase);
        foreach (var verdict in verdicts.OrderBy(verdict => verdict.Number))
        {
            if (verdict.Subject.Length > 0 && verdict.Decision != Decision.Reject)
            {
                // Naming a culprit takes back that there is none.
                latest.Remove("");
            }

            latest[verdict.Subject] = verdict;
        }

        return latest;
    }

    private static object Subject(HumanVerdict verdict, ChangeBook changes, ShippingLog shipping) =>
        verdict.Subject.Length == 0 ? "" : changes.Named(verdict.Subject) ?? (object?)shipping.Named(verdict.Subject) ?? verdict.Subject;

    private static void AddPeople(IncidentCase one, Dictionary<string, HumanVerdict> people, ChangeBook changes, ShippingLog shipping)
    {
        foreach (var verdict in people.Values.OrderBy(verdict => verdict.Number))
        {
            var subject = Subject(verdict, changes, shipping);
            var isFor = verdict.Decision != Decision.Reject;
            var words = $"{verdict.Who} {verdict.Decision switch { Decision.Confirm => "confirmed", Decision.Reject => "rejected", _ => "linked" }} it on {verdict.At:yyyy-MM-dd}{(verdict.Words.Length > 0 ? ": " + verdict.Words : "")}";
            one.Evidence.Add(new Evidence(EvidenceStep.Person, isFor ? Verdict.Confirmed : Verdict.Rejected, isFor && subject is KnownChange ? 1 : 0, words) { Change = subject as KnownChange, Deployment = subject as JudgedDeployment });
        }
    }

    private static void AddTime(IncidentCase one, LedgerPolicy policy)
    {
        var speaks = one.Evidence.Exists(evidence => evidence.Step < EvidenceStep.Time && (evidence.Change is not null || evidence is { Deployment: not null, Verdict: Verdict.Confirmed }));
        if (speaks || one.Running is not { } last || one.Record.Detected - last.At > policy.MostBetween || last.Shipped.Count == 0)
        {
            return;
        }

        foreach (var change in last.Shipped)
        {
            var among = last.Shipped.Count == 1 ? "with nothing else" : $"with {last.Shipped.Count - 1} others";
            one.Evidence.Add(new Evidence(EvidenceStep.Time, Verdict.Possible, TimeAlone / last.Shipped.Count, $"it went out {among} {Span(one.Record.Detected - last.At)} before; nothing else speaks for it") { Change = change, Deployment = last });
        }
    }

    private static void Weigh(IncidentCase one, Dictionary<object, Decision> people)
    {
        var certain = one.Evidence.Where(evidence => evidence is { Step: EvidenceStep.Person or EvidenceStep.Link, Verdict: Verdict.Confirmed, Change: not null })
            .Where(evidence => !IsRejected(people, evidence.Change!)).Select(evidence => evidence.Change!).Distinct().ToList();
        if (certain.Count > 0)
        {
            foreach (var change in certain)
            {
                one.Blames[change] = (1.0 / certain.Count, Verdict.Confirmed);
            }
        }
        else
        {
            Average(one);
        }

        Reject(one, change => IsRejected(people, change));
    }

    private static void Average(IncidentCase one)
    {
        var steps = one.Evidence.Where(evidence => evidence is { Step: not EvidenceStep.Person, Change: not null, Weight: > 0 }).GroupBy(evidence => evidence.Step).ToList();
        foreach (var evidence in steps.SelectMany(step => step))
        {
            var (weight, verdict) = one.Blames.GetValueOrDefault(evidence.Change!);
            one.Blames[evidence.Change!] = (weight + (evidence.Weight / steps.Count), evidence.Verdict > verdict ? evidence.Verdict : verdict);
        }

        foreach (var (change, blame) in one.Blames.Where(pair => pair.Value.Weight < Least).ToList())
        {
            one.Blames.Remove(change);
        }

        // Rounding must not make more than a whole of it.
        var sum = one.Blames.Values.Sum(blame => blame.Weight);
        foreach (var (change, blame) in sum > 1 ? one.Blames.ToList() : [])
        {
            one.Blames[change] = (blame.Weight / sum, blame.Verdict);
        }
    }

    private static bool IsRejected(Dictionary<object, Decision> people, KnownChange change) => people.TryGetValue(change, out var decision) && decision == Decision.Reject;

    // What is rejected stays in the list, without weight, so that the decision is seen.
    private static void Reject(IncidentCase one, Func<KnownChange, bool> isRejected)
    {
        foreach (var change in one.Evidence.Select(evidence => evidence.Change).OfType<KnownChange>().Distinct().Where(isRejected))
        {
            one.Blames[change] = (0, Verdict.Rejected);
        }
    }

    private static (JudgedDeployment, Verdict)? Failed(IncidentCase one)
    {
        var rejected = one.Evidence.Where(evidence => evidence is { Step: EvidenceStep.Person, Verdict: Verdict.Rejected }).ToList();
        if (rejected.Exists(evidence => evidence.Change is null && evidence.Deployment is null))
        {
            return null;
        }

        bool IsOut(JudgedDeployment deployment) => rejected.Exists(evidence => evidence.Deployment == deployment);
        var told = one.Evidence.Where(evidence => evidence is { Deployment: not null, Step: <= EvidenceStep.Rollback, Verdict: Verdict.Confirmed } && !IsOut(evidence.Deployment)).OrderBy(evidence => evidence.Step).FirstOrDefault();
        if (told is not null)
        {
            return (told.Deployment!, Verdict.Confirmed);
        }

        var best = one.Blames.Where(blame => blame.Value.Verdict > Verdict.Rejected).OrderByDescending(blame => blame.Value.Verdict).ThenByDescending(blame => blame.Value.Weight).ThenBy(blame => blame.Key.Id).ToList();
        foreach (var (change, blame) in best)
        {
            var by = change.Shipments.Where(shipment => shipment.By.At <= one.Record.Detected && !IsOut(shipment.By)).OrderByDescending(shipment => shipment.Service == one.Service).ThenByDescending(shipment => shipment.By.At).Select(shipment => shipment.By).FirstOrDefault();
            if (by is not null)
            {
                return (by, blame.Verdict);
            }
        }

        return null;
    }

    private static string Span(TimeSpan span) => span.TotalHours < 2 ? $"{span.TotalMinutes:0} minutes" : span.TotalDays < 3 ? $"{span.TotalHours:0} hours" : $"{span.TotalDays:0} days";
}
