using Plumbline.Git.Culprits;
using Plumbline.Ledger.Code;
using Plumbline.Ledger.Culprits;
using Plumbline.Ledger.Judging;

namespace Plumbline.Git.Shipping;

/// <summary>Asks a repository what fixes repaired. The history is gone through once for all of them, and not at all where every answer is known.</summary>
internal static class FixAnswers
{
    /// <param name="repository">Questions about other repositories are passed over.</param>
    /// <param name="questions">Get their answers.</param>
    /// <param name="cancel">Stops the search.</param>
    public static void Give(CodeRepository repository, IReadOnlyList<FixQuestion> questions, CancellationToken cancel)
    {
        CommitList commits = repository.History.Commits;

        // What words are worth is counted over the commits up to the fix, so an answer holds whatever comes later.
        string[] before = FactTerms.UpToEach(commits);
        (FactKind, string, string) About((int Fix, int Deployed) asked) =>
            (FactKind.Culprits, asked.Deployed < 0 ? "" : $" {commits[asked.Deployed]}", before[asked.Fix] + (asked.Deployed < 0 ? "" : repository.Kept.TermsOf(asked.Deployed)));
        var open = new List<IGrouping<(int Fix, int Deployed), FixQuestion>>();
        foreach (var asked in questions.Where(question => question.Code == repository.Code).GroupBy(question => (question.Fix, question.Deployed)))
        {
            if (repository.Kept.Find(asked.Key.Fix, About(asked.Key), PackedCulprits.Read) is { } known)
            {
                Give(asked, known);
            }
            else
            {
                open.Add(asked);
            }
        }

        if (open.Count == 0)
        {
            return;
        }

        int[] fixes = [.. open.Select(asked => asked.Key.Fix).Distinct().Order()];
        var books = new BookReader(repository.History, repository.Sources, repository.Kept);
        var material = new FixReader(repository.History, repository.Sources, repository.Kept);
        var search = new CulpritSearch(books.Read(cancel));
        var read = material.Read(fixes, repository.Code.Tip, cancel).ToDictionary(fix => fix.Commit);
        foreach (var asked in open)
        {
            cancel.ThrowIfCancellationRequested();
            bool[] led = repository.Code.AncestorsOf(asked.Key.Fix);
            bool[]? ran = asked.Key.Deployed < 0 ? null : repository.Code.AncestorsOf(asked.Key.Deployed);
            Ledger.Culprits.Culprits answer = search.Find(read[asked.Key.Fix], commit => commit != asked.Key.Fix && led[commit], ran is null ? null : commit => ran[commit]);
            if (books.IsWhole && material.IsWhole)
            {
                repository.Kept.Keep(asked.Key.Fix, About(asked.Key), to => PackedCulprits.Write(to, answer));
            }

            Give(asked, answer);
        }
    }

    private static void Give(IEnumerable<FixQuestion> asked, Ledger.Culprits.Culprits answer)
    {
        foreach (FixQuestion question in asked)
        {
            question.Answer = answer;
        }
    }
}
