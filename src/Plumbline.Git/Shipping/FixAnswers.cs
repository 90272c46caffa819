using Plumbline.Git.Culprits;
using Plumbline.Ledger.Culprits;
using Plumbline.Ledger.Judging;

namespace Plumbline.Git.Shipping;

/// <summary>Asks a repository what fixes repaired. The history is gone through once for all of them.</summary>
internal static class FixAnswers
{
    /// <param name="repository">Questions about other repositories are passed over.</param>
    /// <param name="questions">Get their answers.</param>
    /// <param name="cancel">Stops the search.</param>
    public static void Give(CodeRepository repository, IReadOnlyList<FixQuestion> questions, CancellationToken cancel)
    {
        var here = questions.Where(question => question.Code == repository.Code).ToList();
        if (here.Count == 0)
        {
            return;
        }

        int[] fixes = [.. here.Select(question => question.Fix).Distinct().Order()];
        CommitBook book = new BookReader(repository.History, repository.Sources).Read(cancel);
        var read = new FixReader(repository.History, repository.Sources).Read(fixes, repository.Code.Tip, cancel).ToDictionary(fix => fix.Commit);
        var search = new CulpritSearch(book);
        foreach (FixQuestion question in here)
        {
            cancel.ThrowIfCancellationRequested();
            bool[] before = repository.Code.AncestorsOf(question.Fix);
            bool[]? ran = question.Deployed < 0 ? null : repository.Code.AncestorsOf(question.Deployed);
            question.Answer = search.Find(read[question.Fix], commit => commit != question.Fix && before[commit] && ran?[commit] is not false);
        }
    }
}
