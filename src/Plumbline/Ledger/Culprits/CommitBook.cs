namespace Plumbline.Ledger.Culprits;

/// <summary>The commits of a repository by number, parents before children, with what words and names are worth among them.</summary>
internal sealed class CommitBook
{
    private readonly List<BookCommit> _commits = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly List<List<int>> _introducedBy = [];
    private readonly List<int> _nameCounts = [];
    private readonly Dictionary<string, List<int>> _bySubjectWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _subjectCounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _messageCounts = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Dictionary<string, double>> _subjects = [];
    private readonly Dictionary<int, Dictionary<string, double>> _messages = [];
    private readonly Dictionary<int, Dictionary<int, double>> _codes = [];

    public int Count => _commits.Count;

    public BookCommit this[int commit] => _commits[commit];

    /// <summary>The number of an identifier, given at its first use.</summary>
    public int NumberOf(string name)
    {
        if (!_names.TryGetValue(name, out var number))
        {
            number = _names.Count;
            _names.Add(name, number);
            _introducedBy.Add([]);
            _nameCounts.Add(0);
        }

        return number;
    }

    /// <summary>The number of an identifier that some commit used, or -1.</summary>
    public int Find(string name) => _names.GetValueOrDefault(name, -1);

    /// <summary>Takes the next commit in.</summary>
    public void Add(BookCommit commit)
    {
        var number = _commits.Count;
        _commits.Add(commit);
        foreach (var name in commit.Files.Values.SelectMany(file => file.Introduced).Distinct())
        {
            _introducedBy[name].Add(number);
            _nameCounts[name]++;
        }

        foreach (var word in Words.OfProse(commit.Subject).Distinct())
        {
            (_bySubjectWord.TryGetValue(word, out var list) ? list : _bySubjectWord[word] = []).Add(number);
        }

        Count1(_subjectCounts, Words.OfSubject(commit.Subject));
        Count1(_messageCounts, Words.OfProse(commit.Subject).Concat(Words.OfProse(commit.Body)).Distinct());
    }

    /// <summary>The commits that introduced an identifier somewhere, the oldest first.</summary>
    public IReadOnlyList<int> IntroducersOf(int name) => _introducedBy[name];

    /// <summary>The commits whose subject has a word, the oldest first.</summary>
    public IReadOnlyList<int> WithSubjectWord(string word) => _bySubjectWord.TryGetValue(word, out var list) ? list : [];

    /// <summary>How much an identifier says: the logarithm of all commits by those that introduced it.</summary>
    public double WorthOfName(int name) => Worth(name < 0 ? 0 : _nameCounts[name]);

    /// <summary>How much a word of a subject says.</summary>
    public double WorthOfSubjectWord(string word) => Worth(_subjectCounts.GetValueOrDefault(word));

    /// <summary>The subject as a vector of words of length 1.</summary>
    public Dictionary<string, double> SubjectOf(int commit) => Kept(_subjects, commit, () => Vector(Words.OfProse(_commits[commit].Subject).Select(word => (word, 1))));

    /// <summary>The message as a vector of words of length 1; words of the subject count twice.</summary>
    public Dictionary<string, double> MessageOf(int commit) => Kept(_messages, commit, () => Vector(
        Words.OfProse(_commits[commit].Subject).Select(word => (word, 2)).Concat(Words.OfProse(_commits[commit].Body).Select(word => (word, 1)))));

    /// <summary>The identifiers in a commit's added lines as a vector of length 1.</summary>
    public Dictionary<int, double> CodeOf(int commit) => Kept(_codes, commit, () => CodeVector(_commits[commit].Files.Values.SelectMany(file => file.Names)));

    /// <summary>Identifiers as a vector of length 1, each once.</summary>
    public Dictionary<int, double> CodeVector(IEnumerable<int> names) => Unit(names.Distinct().ToDictionary(name => name, WorthOfName));

    /// <summary>The cosine between two vectors of length 1.</summary>
    public static double Likeness<T>(Dictionary<T, double> one, Dictionary<T, double> other)
        where T : notnull
    {
        var (small, large) = one.Count <= other.Count ? (one, other) : (other, one);
        var sum = 0.0;
        foreach (var (key, value) in small)
        {
            sum += value * large.GetValueOrDefault(key);
        }

        return sum;
    }

    private double Worth(int commits) => Math.Log((_commits.Count + 1.0) / (commits + 1.0));

    private Dictionary<string, double> Vector(IEnumerable<(string Word, int Weight)> words)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (word, weight) in words)
        {
            counts[word] = counts.GetValueOrDefault(word) + weight;
        }

        return Unit(counts.ToDictionary(pair => pair.Key, pair => (1 + Math.Log(pair.Value)) * Worth(_messageCounts.GetValueOrDefault(pair.Key)), StringComparer.Ordinal));
    }

    private static Dictionary<T, double> Unit<T>(Dictionary<T, double> vector)
        where T : notnull
    {
        var length = Math.Sqrt(vector.Values.Sum(value => value * value));
        foreach (var key in vector.Keys)
        {
            vector[key] = length > 0 ? vector[key] / length : 0;
        }

        return vector;
    }

    private static TVector Kept<TVector>(Dictionary<int, TVector> kept, int commit, Func<TVector> make)
    {
        if (!kept.TryGetValue(commit, out var vector))
        {
            kept.Add(commit, vector = make());
        }

        return vector;
    }

    private static void Count1(Dictionary<string, int> counts, IEnumerable<string> words)
    {
        foreach (var word in words)
        {
            counts[word] = counts.GetValueOrDefault(word) + 1;
        }
    }
}
