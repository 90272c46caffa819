using Plumbline.Ledger.Code;
using Plumbline.Ledger.Culprits;
using Plumbline.Ledger.Judging;
using Plumbline.Ledger.Traces;
using Plumbline.Origin.Replay;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git.Shipping;

/// <summary>
/// Finds for frames who wrote the line, at the commit that ran. Symbols name files as they lay on the machine that built them, so a file is the one whose
/// path ends theirs; where a frame has no line, the function is looked for in the file named as its type.
/// </summary>
internal sealed class FrameAnswers
{
    private readonly CodeRepository _repository;
    private readonly Dictionary<int, ILookup<string, int>> _files = [];
    private readonly Dictionary<int, List<FrameQuestion>> _asked = [];
    private readonly HashSet<FrameQuestion> _looked = new(ReferenceEqualityComparer.Instance);

    private FrameAnswers(CodeRepository repository) => _repository = repository;

    /// <param name="repository">Questions about other repositories are passed over.</param>
    /// <param name="questions">Get their answers.</param>
    /// <param name="cancel">Stops the replay.</param>
    public static void Give(CodeRepository repository, IReadOnlyList<FrameQuestion> questions, CancellationToken cancel)
    {
        var answers = new FrameAnswers(repository);
        FrameQuestion[] open = [.. questions.Where(question => question.Deployed.Code == repository.Code && !answers.IsKnown(question))];
        foreach (FrameQuestion question in open)
        {
            foreach (int version in answers.FilesOf(question))
            {
                (answers._asked.TryGetValue(version, out var list) ? list : answers._asked[version] = []).Add(question);
            }
        }

        if (answers._asked.Count > 0)
        {
            repository.Replay.Each(answers._asked.Keys.ToHashSet(), answers.Take, cancel);
        }

        Array.ForEach(open, answers.Keep);
    }

    private static (FactKind, string, string) About(FrameQuestion question) =>
        (FactKind.Frame, " " + FactTerms.Of($"{question.Frame.Type}\n{question.Frame.Function}\n{question.Frame.File}\n{question.Frame.Line}"), "");

    private bool IsKnown(FrameQuestion question) => _repository.Kept.Find(question.Deployed.Commit, About(question), from =>
    {
        if (!from.AtEnd)
        {
            (question.Path, question.Line, question.Commit) = (from.Text(), from.Whole(), _repository.Kept.Read(from));
        }

        return question;
    }) is not null;

    // What was not found, and not for want of the line, is asked again: it may be a content that is not in this clone yet.
    private void Keep(FrameQuestion question)
    {
        if (_looked.Contains(question))
        {
            _repository.Kept.Keep(question.Deployed.Commit, About(question), to =>
            {
                if (question.Commit >= 0)
                {
                    to.Text(question.Path);
                    to.Number(question.Line);
                    _repository.Kept.Write(to, question.Commit);
                }
            });
        }
    }

    private IEnumerable<int> FilesOf(FrameQuestion question)
    {
        StackFrame frame = question.Frame;
        ILookup<string, int> files = ByName(question.Deployed.Commit);
        if (frame.File is null || frame.Line == 0)
        {
            // Of several files of the type's name nobody can say which one it is.
            int[] named = frame.Type.Length == 0 ? [] : [.. files[frame.Type]];
            return named.Length == 1 ? named : [];
        }

        string there = "/" + frame.File.TrimStart('/');
        int[] same = [.. files[Stem(there)].Where(version => Path.GetFileName(PathOf(version)) == Path.GetFileName(there))];
        var fits = same.Where(version => there.EndsWith("/" + PathOf(version), StringComparison.Ordinal)).ToList();

        // A container has less of the path than the repository: "/app/Orders.cs" for "src/Shop/Orders.cs".
        return fits.Count > 0 ? [fits.MaxBy(version => PathOf(version).Length)] : Nearest(same, there);
    }

    private IEnumerable<int> Nearest(int[] same, string there)
    {
        var ranked = same.Select(version => (Version: version, Length: Common(there, PathOf(version)))).OrderByDescending(one => one.Length).ToList();
        return ranked.Count == 1 || (ranked.Count > 1 && ranked[0].Length > ranked[1].Length) ? [ranked[0].Version] : [];
    }

    // Folders that two paths have in common at their ends.
    private static int Common(string one, string other)
    {
        string[] left = one.Split('/'), right = other.Split('/');
        int count = 0;
        while (count < left.Length && count < right.Length && left[^(count + 1)] == right[^(count + 1)])
        {
            count++;
        }

        return count;
    }

    private void Take(int version, Revision revision)
    {
        if (revision.Text.IsBinary)
        {
            return;
        }

        foreach (FrameQuestion question in _asked[version])
        {
            _looked.Add(question);
            int line = question.Frame.Line;
            int[] lines = question.Frame.File is not null && line > 0 ? [line - 1] : Function(revision.Text, question.Frame.Function);
            int[] known = [.. lines.Where(at => at >= 0 && at < revision.Text.Count)];
            if (known.Length > 0)
            {
                question.Path = PathOf(version);
                question.Line = known.Length == 1 ? known[0] + 1 : 0;
                question.Commit = Most(revision, known);
            }
        }
    }

    // Among lines of the same weight, the younger commit.
    private int Most(Revision revision, int[] lines)
    {
        var commits = new Dictionary<int, int>();
        foreach (int line in lines)
        {
            int commit = _repository.History.Graph[revision.Lines[line].Version].Commit;
            commits[commit] = commits.GetValueOrDefault(commit) + 1;
        }

        return commits.OrderByDescending(one => one.Value).ThenByDescending(one => one.Key).First().Key;
    }

    /// <summary>The lines of the one function of that name; none where there are several, or none.</summary>
    private static int[] Function(TextLines text, string name)
    {
        int[] heads = [.. Enumerable.Range(0, text.Count).Where(line => FunctionName.NameIn(VersionSources.Line(text, line)) == name)];
        if (heads is not [var head])
        {
            return [];
        }

        int indent = FunctionName.IndentOf(VersionSources.Line(text, head));
        int end = head + 1;
        for (; end < text.Count; end++)
        {
            string line = VersionSources.Line(text, end);
            if (line.AsSpan().Trim() is not ("" or "{") && FunctionName.IndentOf(line) <= indent)
            {
                break;
            }
        }

        return [.. Enumerable.Range(head, end - head).Where(line => !CodeLine.IsTrivial(VersionSources.Line(text, line)))];
    }

    private ILookup<string, int> ByName(int commit)
    {
        if (!_files.TryGetValue(commit, out ILookup<string, int>? files))
        {
            _files[commit] = files = _repository.History.StateOf(commit).All().Where(version => _repository.History.Graph[version].Kind == EntryKind.Regular).ToLookup(version => Stem(PathOf(version)), StringComparer.Ordinal);
        }

        return files;
    }

    private static string Stem(string path) => Path.GetFileNameWithoutExtension(path);

    private string PathOf(int version) => _repository.Sources.PathOf(version);
}
