using Plumbline.Ledger.Code;
using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Judging;
using Plumbline.Origin.Claims;
using Plumbline.Origin.Lines;
using Plumbline.Origin.Verdicts;

namespace Plumbline.Git.Shipping;

/// <summary>What is known of who wrote lines besides commits.</summary>
/// <param name="Policy">What the owners of the repository declare.</param>
/// <param name="Claims">What stores say of single lines.</param>
/// <param name="Generated">Paths whose content nobody writes.</param>
internal sealed record LineKnowledge(OriginPolicy Policy, ClaimBook Claims, GeneratedPaths Generated)
{
    public static LineKnowledge None { get; } = new(new OriginPolicy(), ClaimBook.Empty, new GeneratedPaths([], ""));
}

/// <summary>The repository by which records are judged.</summary>
/// <param name="Folder">A folder in its work tree, or a bare one.</param>
/// <param name="Knowledge">Of who wrote lines.</param>
/// <param name="Kept">What was found out about its commits before; takes what is found out now.</param>
internal sealed record LedgerCode(string Folder, LineKnowledge Knowledge, KeptFacts Kept)
{
    /// <summary>Where the changes of its commits are kept, as <c>plumb origin</c> keeps them; null for nowhere.</summary>
    public string? CacheFolder { get; init; }
}

/// <summary>Judges the records of a ledger by the repository that is at hand.</summary>
internal static class LedgerJudge
{
    /// <param name="asked">Null where there is no repository; then nothing is known of commits.</param>
    /// <param name="records">All of the ledger.</param>
    /// <param name="policy">What the team says about itself.</param>
    /// <param name="cancel">Stops git, too.</param>
    /// <exception cref="GitException">The repository can't be read.</exception>
    public static async Task<(Judgement Judgement, LedgerFacts Facts)> JudgeAsync(LedgerCode? asked, LedgerRecords records, LedgerPolicy policy, CancellationToken cancel)
    {
        if (asked is null)
        {
            var alone = Judgement.Begin(records, policy, []);
            return (alone, alone.Finish());
        }

        await using CodeRepository repository = await CodeRepository.OpenAsync(asked, CodeLookup.Named(records), cancel);
        return await Task.Run(() => Judge(repository, asked.Knowledge, records, policy, cancel), cancel);
    }

    private static (Judgement Judgement, LedgerFacts Facts) Judge(CodeRepository repository, LineKnowledge knowledge, LedgerRecords records, LedgerPolicy policy, CancellationToken cancel)
    {
        CodeHistory code = repository.Code;
        ChangeSplit split = ChangeSplit.Of(code, Judgement.ChangesOf(records, code), Judgement.Deployed(records, policy, code));
        RootFiles files = RootFiles.Of(repository, split, cancel);
        IReadOnlyDictionary<int, RootLines> facts = LineFacts.Of(repository, files, knowledge.Generated, cancel);
        Dictionary<int, ChangeLines> lines = LineLives.Of(split, files, facts, new LineClasses(split, new CommitJudge(knowledge.Policy), knowledge.Claims));
        var judgement = Judgement.Begin(records, policy, [new CodeBase(split, files.Paths, lines)]);
        FixAnswers.Give(repository, judgement.Questions.Fixes, cancel);
        FrameAnswers.Give(repository, judgement.Questions.Frames, cancel);
        return (judgement, judgement.Finish());
    }
}
