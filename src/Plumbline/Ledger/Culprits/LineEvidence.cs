namespace Plumbline.Ledger.Culprits;

/// <summary>
/// What the lines say that a fix touched, by commit. Of code files alone where it changed any: tests and documents follow the code. Comments, blank lines,
/// brackets, and lines that the fix only moved say nothing.
/// </summary>
internal sealed class LineEvidence
{
    private const int Neighbours = 4;
    private readonly HashSet<string> _oldText;
    private readonly HashSet<string> _newText;

    private LineEvidence(Fix fix)
    {
        Files = fix.Files.Any(file => PathKind.IsCode(file.Path)) ? [.. fix.Files.Where(file => PathKind.IsCode(file.Path))] : fix.Files;
        _oldText = [.. Files.SelectMany(file => file.Hunks).SelectMany(hunk => hunk.Old).Select(line => CodeLine.Bare(line.Text))];
        _newText = [.. Files.SelectMany(file => file.Hunks).SelectMany(hunk => hunk.New).Select(CodeLine.Bare)];
    }

    /// <summary>The files that count.</summary>
    public IReadOnlyList<FixedFile> Files { get; }

    /// <summary>How many replaced or deleted lines each commit wrote.</summary>
    public Tally Lines { get; } = new();

    /// <summary>Whose the touched tokens are: the commit in the line's past that first had the token.</summary>
    public Tally Tokens { get; } = new();

    /// <summary>Where the fix only inserted: whose the nearest lines are.</summary>
    public Tally Neighbourhood { get; } = new();

    /// <summary>The names of the functions around.</summary>
    public HashSet<string> FunctionNames { get; } = new(StringComparer.Ordinal);

    /// <summary>A touched line of each commit, to show.</summary>
    public Dictionary<int, (string Path, int Line, string Text)> Shown { get; } = [];

    /// <summary>The lines that the fix put in, without those that it only moved.</summary>
    public IEnumerable<string> Inserted => Files.SelectMany(file => file.Hunks).SelectMany(hunk => hunk.New).Where(line => !CodeLine.IsComment(line));

    /// <summary>The lines that it took away.</summary>
    public IEnumerable<string> Removed => Files.SelectMany(file => file.Hunks).SelectMany(hunk => hunk.Old).Select(line => line.Text).Where(line => !CodeLine.IsComment(line));

    public static LineEvidence Of(Fix fix)
    {
        var evidence = new LineEvidence(fix);
        foreach (var file in evidence.Files)
        {
            foreach (var hunk in file.Hunks.Where(hunk => !hunk.IsCosmetic))
            {
                evidence.Take(file, hunk);
            }
        }

        return evidence;
    }

    private void Take(FixedFile file, FixedHunk hunk)
    {
        if (hunk.Function is { } function)
        {
            FunctionNames.Add(function);
        }

        var touched = TokenChange.Of([.. hunk.Old.Select(line => line.Text)], hunk.New);
        var replaces = false;
        for (var i = 0; i < hunk.Old.Count; i++)
        {
            if (CodeLine.IsCode(hunk.Old[i].Text) && !_newText.Contains(CodeLine.Bare(hunk.Old[i].Text)))
            {
                replaces = true;
                TakeOld(file, hunk.Line + i, hunk.Old[i], touched[i]);
            }
        }

        if (!replaces && hunk.New.Any(line => CodeLine.IsCode(line) && !_oldText.Contains(CodeLine.Bare(line))))
        {
            TakeNear(file, hunk);
        }
    }

    private void TakeOld(FixedFile file, int number, SourceLine line, List<(string Token, double Weight)> touched)
    {
        Lines.Add(line.Commit, 1);
        Shown.TryAdd(line.Commit, (file.Path, number, line.Text));
        var owners = new List<(int Commit, double Weight)>();
        foreach (var (token, weight) in touched)
        {
            owners.Add((OwnerOf(token, line), weight));
        }

        // A bracket or a comma more says less than a name.
        Tokens.Spread(owners, Math.Min(1, owners.Sum(owner => owner.Weight) / 2));
        foreach (var (commit, _) in owners)
        {
            Shown.TryAdd(commit, (file.Path, number, line.Text));
        }
    }

    private static int OwnerOf(string token, SourceLine line)
    {
        var owner = line.Commit;
        foreach (var past in line.Past.Skip(1))
        {
            if (!CodeLine.Tokens(past.Text).Contains(token))
            {
                break;
            }

            owner = past.Commit;
        }

        return owner;
    }

    private void TakeNear(FixedFile file, FixedHunk hunk)
    {
        var near = new List<(int Commit, double Weight)>();
        foreach (var (side, step) in (ReadOnlySpan<(IReadOnlyList<SourceLine>, int)>)[(hunk.Above, -1), (hunk.Below, 1)])
        {
            var taken = 0;
            for (var i = 0; i < side.Count && taken < Neighbours; i++)
            {
                if (string.IsNullOrWhiteSpace(side[i].Text) || CodeLine.IsComment(side[i].Text))
                {
                    continue;
                }

                near.Add((side[i].Commit, (CodeLine.IsTrivial(side[i].Text) ? 0.3 : 1) * Math.Pow(0.5, taken++)));
                Shown.TryAdd(side[i].Commit, (file.Path, hunk.Line + (step < 0 ? -1 - i : i), side[i].Text));
            }
        }

        Neighbourhood.Spread(near, 1);
    }
}
