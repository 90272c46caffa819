using System.Text.RegularExpressions;
using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Records;
using Plumbline.Ledger.Sources;

namespace Plumbline.Ledger.Judging;

/// <summary>The first step of the ladder: what somebody wrote down, in the incident or in its fix.</summary>
internal static partial class LinkEvidence
{
    public static void Find(IncidentCase one, ChangeBook changes, ShippingLog shipping)
    {
        foreach (var each in one.Together)
        {
            foreach (var link in each.Record.Links.Where(link => link.Kind == LinkKind.CausedBy))
            {
                Add(one, link.Target, FixFinder.RepositoryOf(each.Record), $"{each.Record.Key} says \"{link.Words}\"", changes, shipping);
            }
        }

        foreach (var fix in one.Fixes)
        {
            foreach (var text in fix.Change.Texts())
            {
                foreach (var (target, words) in Named(text))
                {
                    Add(one, target, fix.Change.Repository, $"its fix {fix.Change.Key} says \"{words}\"", changes, shipping);
                }
            }
        }
    }

    /// <summary>Labels of changes that name the incident they caused: <c>caused: OPS-341</c>.</summary>
    public static void FindLabels(IReadOnlyList<IncidentCase> cases, ChangeBook changes)
    {
        var keys = new CaseKeys(cases);
        foreach (var change in changes.All.Where(change => change.Record is { Labels.Count: > 0 }))
        {
            var label = IncidentWords.Valued(change.Record!.Labels, "caused") ?? IncidentWords.Valued(change.Record.Labels, "caused-incident");
            if (label is not null && keys.Find(label) is { } found)
            {
                Add(found.Original ?? found, new Evidence(EvidenceStep.Link, Verdict.Confirmed, 1, $"{change.Key} has the label \"caused: {label}\"") { Change = change });
            }
        }
    }

    /// <summary>The commits and requests that a fix's text names as what it repairs, with the words.</summary>
    public static IEnumerable<(string Target, string Words)> Named(string text)
    {
        foreach (Match match in Trailer().Matches(text))
        {
            yield return (match.Groups["id"].Value, match.Value.Trim());
        }

        foreach (Match match in Revert().Matches(text))
        {
            yield return (match.Groups["id"].Value, match.Value.Trim());
        }

        foreach (var link in IncidentWords.Links(text).Where(link => link.Kind == LinkKind.CausedBy))
        {
            yield return (link.Target, link.Words);
        }
    }

    private static void Add(IncidentCase one, string target, string repository, string words, ChangeBook changes, ShippingLog shipping)
    {
        var deployment = shipping.Named(target);
        var change = deployment is null ? changes.Named(target, repository) : deployment.Shipped is [var only] ? only : null;
        var verdict = change is null && deployment is null ? Verdict.Possible : Verdict.Confirmed;
        var lost = verdict == Verdict.Possible ? ", which is nothing that is at hand" : "";
        Add(one, new Evidence(EvidenceStep.Link, verdict, change is null ? 0 : 1, words + lost) { Change = change, Deployment = deployment, Commit = change is null ? null : target });
    }

    private static void Add(IncidentCase one, Evidence evidence)
    {
        var isFix = one.Fixes.Exists(fix => fix.Change == evidence.Change);
        if (!isFix && !one.Evidence.Exists(known => known.Step == evidence.Step && known.Change == evidence.Change && known.Words == evidence.Words))
        {
            one.Evidence.Add(evidence);
        }
    }

    [GeneratedRegex(@"^\s*Fixes:\s*(?:commit\s+)?['""(<]*(?<id>[0-9a-f]{7,64})\b", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Trailer();

    [GeneratedRegex(@"(?:This reverts commit (?<id>[0-9a-f]{7,64})|^Reverts (?<id>(?:[\w.-]+/[\w.-]+)?#\d{1,9}))\b", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Revert();
}
