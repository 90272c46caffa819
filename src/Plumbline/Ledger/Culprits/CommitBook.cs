namespace Plumbline.Ledger.Culprits;

/// <summary>The commits of a repository by number, parents before children, and who of them used which words and names.</summary>
internal sealed class CommitBook
{
    private readonly List<BookCommit> _commits = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<List<int>> _introducedBy = [];
    private readonly List<int> _numbered = [];
    private readonly Dictionary<string, List<int>> _bySubjectWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _withSubjectWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _withMessageWord = new(StringComparer.Ordinal);
    private readonly Dictionary<int, (string Word, double Often)[]> _subjects = [];
    private readonly Dictionary<int, (string Word, double Often)[]> _messages = [];
    private readonly Dictionary<int, int[]> _names = [];

    public int Count => _commits.Count;

    public BookCommit this[int commit] => _commits[commit];

    /// <summary>The number of an identifier, given at its first use.</summary>
    public int NumberOf(string name)
    {
        if (!_numbers.TryGetValue(name, out var number))
        {
            number = _numbers.Count;
            _numbers.Add(name, number);
            _introducedBy.Add([]);
        }

        return number;
    }

    /// <summary>The number of an identifier that some commit up to one used, or -1.</summary>
    public int Find(string name, int last) => _numbers.TryGetValue(name, out var number) && number < _numbered[last] ? number : -1;

    /// <summary>Takes the next commit in.</summary>
    public void Add(BookCommit commit)
    {
        var number = _commits.Count;
        _commits.Add(commit);
        _numbered.Add(_numbers.Count);
        foreach (var name in commit.Files.Values.SelectMany(file => file.Introduced).Distinct())
        {
            _introducedBy[name].Add(number);
        }

        List(_bySubjectWord, Words.OfProse(commit.Subject).Distinct());
        List(_withSubjectWord, Words.OfSubject(commit.Subject));
        List(_withMessageWord, Words.OfProse(commit.Subject).Concat(Words.OfProse(commit.Body)).Distinct());

        void List(Dictionary<string, List<int>> lists, IEnumerable<string> words)
        {
            foreach (var word in words)
            {
                (lists.TryGetValue(word, out var list) ? list : lists[word] = []).Add(number);
            }
        }
    }

    /// <summary>The book as it was when a commit was the last one in it: what came later tells nothing, and changes nothing.</summary>
    public PastBook UpTo(int commit) => new(this, commit);

    /// <summary>The commits that introduced an identifier somewhere, the oldest first.</summary>
    public List<int> IntroducersOf(int name) => _introducedBy[name];

    /// <summary>The commits whose subject has a word of prose, the oldest first.</summary>
    public List<int> BySubjectWord(string word) => _bySubjectWord.GetValueOrDefault(word) ?? [];

    /// <summary>The commits whose subject is made of a word and others, the oldest first.</summary>
    public List<int> WithSubjectWord(string word) => _withSubjectWord.GetValueOrDefault(word) ?? [];

    /// <summary>The commits whose message has a word, the oldest first.</summary>
    public List<int> WithMessageWord(string word) => _withMessageWord.GetValueOrDefault(word) ?? [];

    /// <summary>The words of a subject, with how much their number says.</summary>
    public (string Word, double Often)[] SubjectOf(int commit) => Kept(_subjects, commit, () => Counted(Words.OfProse(_commits[commit].Subject).Select(word => (word, 1))));

    /// <summary>The words of a message, with how much their number says; words of the subject count twice.</summary>
    public (string Word, double Often)[] MessageOf(int commit) => Kept(_messages, commit, () => Counted(
        Words.OfProse(_commits[commit].Subject).Select(word => (word, 2)).Concat(Words.OfProse(_commits[commit].Body).Select(word => (word, 1)))));

    /// <summary>The identifiers in a commit's added lines.</summary>
    public int[] NamesOf(int commit) => Kept(_names, commit, () => [.. _commits[commit].Files.Values.SelectMany(file => file.Names).Distinct()]);

    private static (string Word, double Often)[] Counted(IEnumerable<(string Word, int Weight)> words)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (word, weight) in words)
        {
            counts[word] = counts.GetValueOrDefault(word) + weight;
        }

        return [.. counts.Select(pair => (pair.Key, 1 + Math.Log(pair.Value)))];
    }

    private static T Kept<T>(Dictionary<int, T> kept, int commit, Func<T> make)
    {
        if (!kept.TryGetValue(commit, out var one))
        {
            kept.Add(commit, one = make());
        }

        return one;
    }
}
