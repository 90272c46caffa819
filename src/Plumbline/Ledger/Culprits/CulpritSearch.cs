namespace Plumbline.Ledger.Culprits;

/// <summary>Finds the candidates of a fix and ranks them. Pure: everything it knows stands in the fix and in the book up to it.</summary>
internal sealed class CulpritSearch(CommitBook book)
{
    /// <summary>How often the culprit is none of the candidates: 2 and 5 % of the fixes of the two repositories that the weights are fitted on.</summary>
    public const double NoneOfThem = 0.04;

    private const int MostElsewhere = 10;
    private const int MostOften = 600;
    private const int MostListed = 10;

    /// <param name="fix">The fix.</param>
    /// <param name="may">Whether a commit may be blamed: it must have been there when the trouble showed.</param>
    /// <param name="ran">
    /// Whether a commit ran then, where that is known. What the others weigh is nobody's and not shared out among the rest: where the fix is all about
    /// code that did not run yet, it says little of the code that did.
    /// </param>
    public Culprits Find(Fix fix, Func<int, bool> may, Func<int, bool>? ran = null)
    {
        var ranked = Rank(fix, may, out var lines);
        ranked = ran is null ? ranked : ranked.FindAll(one => ran(one.Commit));
        var listed = ranked.Take(MostListed).ToList();
        var evidence = new EvidenceWords(book, lines);
        return new Culprits(
            book[fix.Commit].Id,
            [.. listed.Select(one => new Culprit(book[one.Commit].Id, one.Weight, evidence.Of(one.Commit, one.Features)))],
            Math.Max(0, 1 - listed.Sum(one => one.Weight) - (ranked.Count == 0 ? 1 : 0)),
            BandOf(lines, commit => may(commit) && ran?.Invoke(commit) is not false, Ageless(ranked)));
    }

    /// <summary>All candidates with their features and weights, the likeliest first.</summary>
    public List<(int Commit, double[] Features, double Weight)> Rank(Fix fix, Func<int, bool> may, out LineEvidence lines)
    {
        lines = LineEvidence.Of(fix);
        var past = book.UpTo(fix.Commit);
        bool IsOlder(int commit) => commit != fix.Commit && book[commit].Time <= book[fix.Commit].Time && may(commit);
        var history = lines.Files.SelectMany(file => file.History).Where(IsOlder).ToHashSet();
        var names = NameEvidence.Of(fix, lines, past, history, IsOlder);
        var features = new CandidateFeatures(past, fix, lines, names);
        var scored = features.Of(history.Concat(Elsewhere(past, fix, names, history, IsOlder)).Order())
            .Select(one => (one.Commit, one.Features, Score: CulpritWeights.Score(one.Features))).ToList();
        var most = scored.Select(one => one.Score).DefaultIfEmpty(0).Max();
        var sum = scored.Sum(one => Math.Exp(one.Score - most));
        return [.. scored.Select(one => (one.Commit, one.Features, Weight: (1 - NoneOfThem) * Math.Exp(one.Score - most) / sum)).OrderByDescending(one => one.Weight)];
    }

    // A fix in one file may repair what another one broke: who brought the names in, and whose subject speaks of the same.
    private static HashSet<int> Elsewhere(PastBook past, Fix fix, NameEvidence names, HashSet<int> history, Func<int, bool> may)
    {
        var found = names.Anywhere.Commits.Where(commit => !history.Contains(commit)).OrderByDescending(commit => names.Anywhere[commit]).ThenBy(commit => commit).Take(MostElsewhere).ToHashSet();
        var alike = new Dictionary<int, double>();
        foreach (var (word, weight) in past.MessageOf(fix.Commit))
        {
            var commits = past.BySubjectWord(word);
            foreach (var commit in commits.Length < MostOften ? commits : [])
            {
                alike[commit] = alike.GetValueOrDefault(commit) + weight * past.SubjectOf(commit)[word];
            }
        }

        found.UnionWith(alike.Where(pair => !history.Contains(pair.Key) && may(pair.Key)).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(MostElsewhere).Select(pair => pair.Key));
        return found;
    }

    private string? Ageless(List<(int Commit, double[] Features, double Weight)> ranked) => ranked.Count == 0 ? null : book[ranked
        .MaxBy(one => CulpritWeights.Score(one.Features) - CulpritWeights.Of(CulpritFeature.Age) * one.Features[(int)CulpritFeature.Age]).Commit].Id;

    private CulpritBand BandOf(LineEvidence lines, Func<int, bool> may, string? ageless)
    {
        var tally = lines.Lines.Total > 0 ? lines.Lines : lines.Neighbourhood;
        var all = tally.Commits.Where(may).OrderByDescending(commit => tally[commit]).ThenBy(commit => commit).ToList();
        return new CulpritBand(
            [.. all.Select(commit => (book[commit].Id, tally.ShareOf(commit)))],
            all.Count == 0 ? null : book[all.MaxBy(commit => (book[commit].Time, commit))].Id,
            all.Count == 0 ? null : book[all[0]].Id,
            ageless);
    }
}
