using Plumbline.Ledger.Facts;

namespace Plumbline.Ledger.Tax;

/// <summary>Hours of a group of people by kind of work.</summary>
/// <param name="Name">Senior, others, or a team.</param>
/// <param name="IsModelled">Whether the hours were inferred, and not written down by anybody.</param>
/// <param name="Persons">At least <see cref="WorkTime.Fewest"/>.</param>
/// <param name="Hours">By the values of <see cref="WorkKind"/>.</param>
internal sealed record WorkGroup(string Name, bool IsModelled, int Persons, IReadOnlyList<double> Hours)
{
    public double All => Hours.Sum();

    /// <summary>Hours for what had shipped already: support, incidents, and seeing whether a fix holds.</summary>
    public double AfterShipping => Hours[(int)WorkKind.Support] + Hours[(int)WorkKind.Incident] + Hours[(int)WorkKind.Verify];
}

/// <summary>
/// M11: what people's time went into, in the whole months that the window touches. Measured hours stand apart from modelled ones, no person is
/// shown, and a group of fewer than five is hidden, together with any other from which it could be told by subtraction.
/// </summary>
/// <param name="BySeniority">Senior people and the others.</param>
/// <param name="ByTeam">Teams; small ones together.</param>
/// <param name="Hidden">Persons with hours who are in no group that is shown by team.</param>
internal sealed record WorkTime(IReadOnlyList<WorkGroup> BySeniority, IReadOnlyList<WorkGroup> ByTeam, int Hidden)
{
    public const int Fewest = 5;
    public const string Senior = "senior";
    public const string Others = "others";
    public const string Everybody = "everybody";
    private const string Small = "smaller teams";

    public static WorkTime Of(LedgerFacts facts, TaxQuestion question)
    {
        var (from, until) = (DateOnly.FromDateTime(question.From.UtcDateTime), DateOnly.FromDateTime(facts.Until.UtcDateTime));
        from = new DateOnly(from.Year, from.Month, 1);
        var hours = facts.Hours.Where(entry => entry.Month >= from && entry.Month <= until && entry.Hours > 0).ToList();
        var seniority = new List<WorkGroup>();
        var teams = new List<WorkGroup>();
        var shown = new HashSet<int>();
        foreach (var modelled in new[] { false, true })
        {
            var own = hours.Where(entry => entry.IsModelled == modelled).ToList();
            seniority.AddRange(Seniority(own, modelled).Select(cell => cell.Group()));
            foreach (var cell in Teams(own, modelled))
            {
                teams.Add(cell.Group());
                shown.UnionWith(cell.Persons);
            }
        }

        return new WorkTime(seniority, teams, hours.Select(entry => entry.Person).Distinct().Count(person => !shown.Contains(person)));
    }

    /// <summary>Both groups, or where one is too small, or there is but one, everybody as one.</summary>
    private static IEnumerable<WorkCell> Seniority(List<WorkHours> hours, bool modelled)
    {
        var cells = hours.GroupBy(entry => entry.Senior ? Senior : Others).Select(group => WorkCell.Of(group.Key, modelled, group)).OrderByDescending(cell => cell.Name, StringComparer.Ordinal).ToList();
        if (cells.Count > 1 && cells.TrueForAll(cell => cell.IsShown))
        {
            return cells;
        }

        var everybody = WorkCell.Of(Everybody, modelled, hours);
        return everybody.IsShown ? [everybody] : [];
    }

    /// <summary>Small teams are one; if that is still too small, the smallest of the others joins them, or what is hidden would be the rest of a sum.</summary>
    private static List<WorkCell> Teams(List<WorkHours> hours, bool modelled)
    {
        var cells = hours.Where(entry => entry.Team.Length > 0).GroupBy(entry => entry.Team, StringComparer.Ordinal).Select(group => WorkCell.Of(group.Key, modelled, group))
            .OrderByDescending(cell => cell.Persons.Count).ThenBy(cell => cell.Name, StringComparer.Ordinal).ToList();
        var small = cells.Where(cell => !cell.IsShown).ToList();
        cells.RemoveAll(cell => !cell.IsShown);
        if (small.Count == 0)
        {
            return cells;
        }

        var rest = small.Aggregate(WorkCell.Of(Small, modelled, []), (sum, cell) => sum.Join(cell));
        if (!rest.IsShown && cells.Count > 0)
        {
            rest = rest.Join(cells[^1]);
            cells.RemoveAt(cells.Count - 1);
        }

        return rest.IsShown ? [.. cells, rest] : cells;
    }
}
