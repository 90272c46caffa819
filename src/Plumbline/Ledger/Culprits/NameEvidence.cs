namespace Plumbline.Ledger.Culprits;

/// <summary>Who introduced the names that a fix speaks of: in the files that it touches, and anywhere.</summary>
internal sealed class NameEvidence
{
    /// <summary>A name that so many commits brought in says nothing.</summary>
    private const int MostIntroducers = 40;

    /// <summary>Names in the fix's new lines alone, by who introduced them in its files.</summary>
    public Tally Added { get; } = new();

    /// <summary>Names that it added, removed or speaks of, by who introduced them anywhere.</summary>
    public Tally Anywhere { get; } = new();

    /// <summary>The weight of the commit that has most of <see cref="Anywhere"/>.</summary>
    public double Most { get; private set; }

    public static NameEvidence Of(Fix fix, LineEvidence lines, PastBook book, IReadOnlySet<int> history, Func<int, bool> may)
    {
        var evidence = new NameEvidence();
        var (added, removed) = (NamesIn(lines.Inserted, book), NamesIn(lines.Removed, book));
        var paths = lines.Files.SelectMany(file => file.Names).ToHashSet(StringComparer.Ordinal);
        foreach (var name in added.Except(removed))
        {
            var who = book.IntroducersOf(name).ToArray().Where(commit => history.Contains(commit) && book[commit].Files.Any(file => paths.Contains(file.Key) && file.Value.Introduces(name))).ToList();
            evidence.Added.Spread(who.Select(commit => (commit, 1.0)), who.Count > 0 ? book.WorthOfName(name) : 0);
        }

        foreach (var name in added.Except(removed).Union(removed.Except(added)).Union(SpokenBy(book[fix.Commit], book)))
        {
            var who = book.IntroducersOf(name).ToArray().Where(may).ToList();
            if (who.Count is > 0 and <= MostIntroducers)
            {
                evidence.Anywhere.Spread(who.Select(commit => (commit, 1.0)), book.WorthOfName(name));
            }
        }

        evidence.Most = evidence.Anywhere.Commits.Select(commit => evidence.Anywhere[commit]).DefaultIfEmpty(0).Max();
        return evidence;
    }

    public static HashSet<int> NamesIn(IEnumerable<string> lines, PastBook book) => [.. lines.SelectMany(CodeLine.Names).Select(book.Find).Where(name => name >= 0)];

    // Names of a few letters are words of prose as often.
    private static IEnumerable<int> SpokenBy(BookCommit fix, PastBook book) => NamesIn(
        CodeLine.Names(fix.Subject + "\n" + fix.Body).Where(name => (name.Length > 3 || name.Contains('_', StringComparison.Ordinal)) && !Words.IsIdle(name.ToLowerInvariant())), book);
}
