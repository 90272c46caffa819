using System.Globalization;
using Plumbline.Ledger.Culprits;
using Plumbline.Ledger.Facts;

namespace Plumbline.Ledger.Judging;

/// <summary>The third and fourth step: whose lines the fix changed, and whose lines stood on the stack.</summary>
internal static class CodeEvidence
{
    /// <summary>What has less weight than this is named in no evidence.</summary>
    private const double Least = 0.03;

    /// <summary>A fix that is only possible says so much less.</summary>
    private const double PossibleFix = 0.5;

    /// <summary>Each frame further from the crash says so much less.</summary>
    private const double EachFrame = 0.5;

    public static void Add(Questions asked, ChangeBook changes)
    {
        foreach (var one in asked.Fixes.GroupBy(question => question.Case))
        {
            AddFixes(one.Key, [.. one], changes);
        }

        foreach (var one in asked.Frames.GroupBy(question => question.Case))
        {
            AddFrames(one.Key, [.. one], changes);
        }
    }

    private static void AddFixes(IncidentCase one, List<FixQuestion> asked, ChangeBook changes)
    {
        foreach (var question in asked)
        {
            if (question.Answer is not { } answer)
            {
                continue;
            }

            foreach (var candidate in answer.Candidates.Where(candidate => candidate.Weight >= Least))
            {
                var commit = question.Code.Find(candidate.Commit);
                if (commit < 0 || changes.Of(question.Code, commit) is not { } change || one.Fixes.Exists(fix => fix.Change == change))
                {
                    continue;
                }

                var isLinked = one.Possible is null;
                var verdict = isLinked && candidate.Weight >= Culprits.Culprits.LeastConfidence ? Verdict.Probable : Verdict.Possible;
                var weight = candidate.Weight / asked.Count * (isLinked ? 1 : PossibleFix);
                var words = string.Create(CultureInfo.InvariantCulture, $"{(isLinked ? "the fix" : "what may be the fix,")} {Short(answer.Fix)} repairs what it did ({candidate.Weight:P0}): {string.Join("; ", candidate.Evidence)}");
                one.Evidence.Add(new Evidence(EvidenceStep.Fix, verdict, weight, words) { Change = change, Commit = candidate.Commit });
            }
        }
    }

    private static void AddFrames(IncidentCase one, List<FrameQuestion> asked, ChangeBook changes)
    {
        var found = asked.Where(question => question.Commit >= 0).Select(question => (Question: question, Weight: Math.Pow(EachFrame, question.Rank))).ToList();
        var sum = found.Sum(each => each.Weight);
        foreach (var each in found.GroupBy(each => changes.Of(each.Question.Deployed.Code, each.Question.Commit)))
        {
            if (each.Key is not { } change || one.Fixes.Exists(fix => fix.Change == change))
            {
                continue;
            }

            var (top, _) = each.MinBy(frame => frame.Question.Rank);
            var isNew = change.Shipments.Exists(shipment => shipment.By == one.Running || (shipment.By.Code is { } code && code == one.Running?.Code));
            var place = top.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{top.Path}:{top.Line}") : top.Path;
            var words = $"it wrote {(top.Line > 0 ? "the line" : "most of the function")} {top.Frame.Function} stood on, {place}{(isNew ? ", and was new with the deployment that ran" : "")}";
            one.Evidence.Add(new Evidence(EvidenceStep.Frame, isNew ? Verdict.Probable : Verdict.Possible, each.Sum(frame => frame.Weight) / sum, words)
            {
                Change = change,
                Commit = change.Code.Code.Commits[top.Commit].Id,
                Place = place,
            });
        }
    }

    private static string Short(string id) => id.Length > 10 ? id[..10] : id;
}
