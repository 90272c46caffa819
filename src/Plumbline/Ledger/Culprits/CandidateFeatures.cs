namespace Plumbline.Ledger.Culprits;

/// <summary>Measures candidates of one fix.</summary>
internal sealed class CandidateFeatures
{
    private const int SecondsOfDay = 86_400;
    private const int Near = 3;
    private const int ShortestLine = 8;
    private readonly PastBook _book;
    private readonly Fix _fix;
    private readonly LineEvidence _lines;
    private readonly NameEvidence _names;
    private readonly HashSet<string> _paths;
    private readonly HashSet<string> _messageWords = new(StringComparer.Ordinal);
    private readonly HashSet<string> _codeWords = new(StringComparer.Ordinal);
    private readonly Dictionary<int, double> _around;
    private readonly Dictionary<int, double> _code;
    private readonly HashSet<int> _back;
    private readonly int[] _functions;

    public CandidateFeatures(PastBook book, Fix fix, LineEvidence lines, NameEvidence names)
    {
        (_book, _fix, _lines, _names) = (book, fix, lines, names);
        _paths = lines.Files.SelectMany(file => file.Names).ToHashSet(StringComparer.Ordinal);
        Words.Collect(book[fix.Commit].Subject + "\n" + book[fix.Commit].Body, _messageWords);
        var changed = lines.Inserted.Concat(lines.Removed).ToList();
        changed.ForEach(line => Words.Collect(line, _codeWords));
        var code = NameEvidence.NamesIn(changed, book);
        _code = book.CodeVector(code);
        _around = book.CodeVector(code.Concat(NameEvidence.NamesIn(lines.Files.SelectMany(file => file.Hunks).SelectMany(Context), book)));
        _back = lines.Inserted.Select(CodeLine.Bare).Where(line => line.Length > ShortestLine).Select(HashOf).ToHashSet();
        _back.ExceptWith(lines.Removed.Select(CodeLine.Bare).Select(HashOf));
        _functions = [.. lines.FunctionNames.Select(book.Find).Where(name => name >= 0)];
    }

    /// <summary>A hash that is the same in every process.</summary>
    public static int HashOf(string line)
    {
        var hash = 2166136261;
        foreach (var one in line)
        {
            hash = (hash ^ one) * 16777619;
        }

        return (int)hash;
    }

    /// <summary>The features of commits, in the order of <see cref="CulpritFeature"/>.</summary>
    public List<(int Commit, double[] Features)> Of(IEnumerable<int> commits)
    {
        var all = commits.Select(commit => (Commit: commit, Features: Of(commit))).ToList();
        var most = all.Select(one => one.Features[(int)CulpritFeature.CodeOfMost]).DefaultIfEmpty(0).Max();
        all.ForEach(one => one.Features[(int)CulpritFeature.CodeOfMost] /= most > 0 ? most : 1);
        return all;
    }

    private double[] Of(int commit)
    {
        var (made, fix) = (_book[commit], _book[_fix.Commit]);
        var here = made.Files.Where(file => _paths.Contains(file.Key)).Select(file => file.Value).ToList();
        var words = Words.OfSubject(made.Subject);
        var values = new double[Enum.GetValues<CulpritFeature>().Length];
        void Set(CulpritFeature feature, double value) => values[(int)feature] = value;

        Set(CulpritFeature.WroteLine, _lines.Lines[commit] > 0 ? 1 : 0);
        Set(CulpritFeature.Tokens, _lines.Tokens.ShareOf(commit));
        Set(CulpritFeature.Neighbours, _lines.Neighbourhood.ShareOf(commit));
        Set(CulpritFeature.SameFunction, here.Any(ChangesFunction) ? 1 : 0);
        Set(CulpritFeature.Files, _lines.Files.Count == 0 ? 0 : (double)_lines.Files.Count(file => file.History.Contains(commit)) / _lines.Files.Count);
        Set(CulpritFeature.Size, Math.Log(1 + made.Size) / 5);
        Set(CulpritFeature.AddedNames, _names.Added.ShareOf(commit));
        Set(CulpritFeature.Names, _names.Most > 0 ? _names.Anywhere[commit] / _names.Most : 0);
        Set(CulpritFeature.CodeAround, PastBook.Likeness(_around, _book.CodeOf(commit)));
        Set(CulpritFeature.CodeOfMost, PastBook.Likeness(_code, _book.CodeOf(commit)));
        Set(CulpritFeature.Message, PastBook.Likeness(_book.MessageOf(_fix.Commit), _book.MessageOf(commit)));
        Set(CulpritFeature.Subject, PastBook.Likeness(_book.SubjectOf(_fix.Commit), _book.MessageOf(commit)));
        Set(CulpritFeature.SubjectInMessage, WorthIn(words, _messageWords));
        Set(CulpritFeature.SubjectInCode, WorthIn(words, _codeWords));
        Set(CulpritFeature.BroughtBack, _back.Count == 0 ? 0 : (double)_back.Count(line => here.Exists(file => file.Removes(line))) / _back.Count);
        Set(CulpritFeature.SameWork, made.Author == fix.Author && Math.Abs(fix.AuthorTime - made.AuthorTime) < SecondsOfDay ? 1 : 0);
        Set(CulpritFeature.Age, Math.Log(1 + Math.Max(0, fix.Time - made.Time) / (double)SecondsOfDay) / 5);
        return values;
    }

    private bool ChangesFunction(FileChange file) => _lines.FunctionNames.Overlaps(file.Functions) || _functions.Any(file.Introduces);

    private double WorthIn(HashSet<string> subject, HashSet<string> collected) =>
        Math.Log(1 + subject.Where(word => Words.IsIn(word, collected)).Sum(_book.WorthOfSubjectWord)) / 2;

    private static IEnumerable<string> Context(FixedHunk hunk) =>
        hunk.Above.Take(Near).Concat(hunk.Below.Take(Near)).Select(line => line.Text).Where(line => !CodeLine.IsComment(line));
}
