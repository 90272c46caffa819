using System.Runtime.InteropServices;

namespace Plumbline.Ledger.Culprits;

/// <summary>
/// What the commits up to one say, with what words and names are worth among them. A fix is looked at as on the day it was made: later commits would else
/// change what was found out about every fix before them.
/// </summary>
internal sealed class PastBook(CommitBook book, int last)
{
    private readonly Dictionary<int, double> _names = [];
    private readonly Dictionary<string, double> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Dictionary<string, double>> _subjects = [];
    private readonly Dictionary<int, Dictionary<string, double>> _messages = [];
    private readonly Dictionary<int, Dictionary<int, double>> _codes = [];

    public BookCommit this[int commit] => book[commit];

    /// <summary>The number of an identifier that some commit used, or -1.</summary>
    public int Find(string name) => book.Find(name, last);

    /// <summary>The commits that introduced an identifier somewhere, the oldest first.</summary>
    public ReadOnlySpan<int> IntroducersOf(int name) => Past(book.IntroducersOf(name));

    /// <summary>The commits whose subject has a word, the oldest first.</summary>
    public ReadOnlySpan<int> BySubjectWord(string word) => Past(book.BySubjectWord(word));

    /// <summary>How much an identifier says: the logarithm of all commits by those that introduced it.</summary>
    public double WorthOfName(int name)
    {
        if (!_names.TryGetValue(name, out var worth))
        {
            _names[name] = worth = Worth(name < 0 ? 0 : IntroducersOf(name).Length);
        }

        return worth;
    }

    /// <summary>How much a word of a subject says.</summary>
    public double WorthOfSubjectWord(string word) => Worth(Past(book.WithSubjectWord(word)).Length);

    /// <summary>The subject as a vector of words of length 1.</summary>
    public Dictionary<string, double> SubjectOf(int commit) => _subjects.TryGetValue(commit, out var known) ? known : _subjects[commit] = Vector(book.SubjectOf(commit));

    /// <summary>The message as a vector of words of length 1; words of the subject count twice.</summary>
    public Dictionary<string, double> MessageOf(int commit) => _messages.TryGetValue(commit, out var known) ? known : _messages[commit] = Vector(book.MessageOf(commit));

    /// <summary>The identifiers in a commit's added lines as a vector of length 1.</summary>
    public Dictionary<int, double> CodeOf(int commit) => _codes.TryGetValue(commit, out var known) ? known : _codes[commit] = CodeVector(book.NamesOf(commit));

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

    private double Worth(int commits) => Math.Log((last + 2.0) / (commits + 1.0));

    private Dictionary<string, double> Vector((string Word, double Often)[] words) =>
        Unit(words.ToDictionary(one => one.Word, one => one.Often * WorthOfMessageWord(one.Word), StringComparer.Ordinal));

    private double WorthOfMessageWord(string word)
    {
        if (!_words.TryGetValue(word, out var worth))
        {
            _words[word] = worth = Worth(Past(book.WithMessageWord(word)).Length);
        }

        return worth;
    }

    /// <summary>Those of a list that are no later; it is in order.</summary>
    private ReadOnlySpan<int> Past(List<int> commits)
    {
        var later = commits.BinarySearch(last + 1);
        return CollectionsMarshal.AsSpan(commits)[..(later < 0 ? ~later : later)];
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
}
