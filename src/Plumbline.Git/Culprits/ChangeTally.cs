using Plumbline.Ledger.Culprits;

namespace Plumbline.Git.Culprits;

/// <summary>Adds the hunks of one file up.</summary>
/// <param name="numbers">Of the page's names.</param>
internal sealed class ChangeTally(Numbering<string> numbers)
{
    /// <summary>Removed lines of a larger deletion are not remembered.</summary>
    private const int MostGone = 3_000;
    private readonly HashSet<int> _names = [];
    private readonly HashSet<int> _removedNames = [];
    private readonly HashSet<string> _functions = new(StringComparer.Ordinal);
    private readonly HashSet<int> _gone = [];
    private int _added;
    private int _removed;

    /// <summary>Counts lines alone.</summary>
    public void Count(int added, int removed) => (_added, _removed) = (_added + added, _removed + removed);

    /// <summary>Takes one place in; lines that differ in white space alone are the same.</summary>
    public void Take(string[] old, string[] @new, string? function)
    {
        HashSet<string> before = [.. old.Select(CodeLine.Bare)], after = [.. @new.Select(CodeLine.Bare)];
        string[] added = [.. @new.Where(line => !before.Contains(CodeLine.Bare(line)))], removed = [.. old.Where(line => !after.Contains(CodeLine.Bare(line)))];
        if (added.Length + removed.Length == 0)
        {
            return;
        }

        Count(added.Length, removed.Length);
        _names.UnionWith(added.SelectMany(CodeLine.Names).Select(numbers.Of));
        _removedNames.UnionWith(removed.SelectMany(CodeLine.Names).Select(numbers.Of));
        if (function is not null)
        {
            _functions.Add(function);
        }

        if (_removed <= MostGone)
        {
            _gone.UnionWith(removed.Select(CodeLine.Bare).Select(CandidateFeatures.HashOf));
        }
    }

    public FileChange Done()
    {
        int[] names = [.. _names.Order()];
        return new FileChange(_added, _removed, names, [.. names.Where(name => !_removedNames.Contains(name))], [.. _functions.Order(StringComparer.Ordinal)], [.. _gone.Order()]);
    }
}
