using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Judging;

/// <summary>
/// Hours of people: those they wrote down, and a model of their commits. A commit takes the time since the same person's commit before it, if that is at
/// most two hours, else one hour; of a month nobody works more than one full-time equivalent, what they wrote down included.
/// </summary>
internal static class WorkModel
{
    /// <summary>Hours of a full-time equivalent in a month.</summary>
    public const double MostInMonth = 160;

    private const double MostBetween = 2;
    private const double First = 1;

    /// <summary>Sets the hours of building of each change, and gives those of all people.</summary>
    public static IReadOnlyList<WorkHours> Of(IReadOnlyList<Effort> efforts, ChangeBook changes, IReadOnlyList<IncidentCase> cases, LedgerPolicy policy)
    {
        var people = new People(policy);
        var keys = new CaseKeys(cases);
        var measured = Sum(efforts.OrderBy(effort => effort.Key, StringComparer.Ordinal).Select(effort => Measured(effort, keys, people)));
        var fixes = cases.SelectMany(one => one.Fixes.Select(fix => (fix.Change, one.Id))).GroupBy(fix => fix.Change).ToDictionary(group => group.Key, group => group.First().Id);
        var modelled = Sum(changes.Codes.SelectMany(code => Commits(code, changes)).Select(work =>
        {
            var (change, who, at, hours) = work;
            change.BuildHours = Math.Max(0, change.BuildHours) + (float)hours;
            var incident = fixes.GetValueOrDefault(change);
            return people.Entry(who, at, incident > 0 ? WorkKind.Incident : WorkKind.Feature, hours, incident, isModelled: true);
        }));
        return [.. measured, .. Bounded(modelled, measured)];
    }

    private static IEnumerable<(KnownChange Change, string Who, DateTimeOffset At, double Hours)> Commits(CodeBase code, ChangeBook changes)
    {
        var history = code.Code;
        foreach (var person in Enumerable.Range(0, history.Commits.Count).Where(commit => history.Parents[commit].Length < 2).GroupBy(commit => history.Commits[commit].AuthorMail, StringComparer.OrdinalIgnoreCase))
        {
            DateTimeOffset? before = null;
            foreach (var commit in person.OrderBy(commit => history.Commits[commit].AuthorTime).ThenBy(commit => commit))
            {
                var at = history.WrittenAt(commit);
                var hours = before is { } last && (at - last).TotalHours <= MostBetween ? (at - last).TotalHours : First;
                before = at;
                if (changes.Of(history, commit) is { } change)
                {
                    yield return (change, person.Key, at, hours);
                }
            }
        }
    }

    private static WorkHours Measured(Effort effort, CaseKeys keys, People people)
    {
        var incident = keys.Find(effort.Subject);
        return people.Entry(effort.Person, effort.Started, incident is null ? KindOf(effort.Category) : WorkKind.Incident, effort.Hours, (incident?.Original ?? incident)?.Id ?? 0, isModelled: false);
    }

    private static WorkKind KindOf(string category)
    {
        (string Word, WorkKind Kind)[] words =
        [
            ("incident", WorkKind.Incident), ("outage", WorkKind.Incident), ("on-call", WorkKind.Incident), ("oncall", WorkKind.Incident), ("review", WorkKind.Review), ("verif", WorkKind.Verify),
            ("redeploy", WorkKind.Verify), ("deploy", WorkKind.Verify), ("release", WorkKind.Verify), ("support", WorkKind.Support), ("bug", WorkKind.Support), ("maint", WorkKind.Support),
            ("feature", WorkKind.Feature), ("story", WorkKind.Feature), ("task", WorkKind.Feature), ("develop", WorkKind.Feature),
        ];
        return words.Where(word => category.Contains(word.Word, StringComparison.OrdinalIgnoreCase)).Select(word => (WorkKind?)word.Kind).FirstOrDefault() ?? WorkKind.Other;
    }

    private static List<WorkHours> Sum(IEnumerable<WorkHours> entries) =>
        [.. entries.GroupBy(one => one with { Hours = 0 }).Select(group => group.Key with { Hours = group.Sum(one => one.Hours) }).OrderBy(one => one.Person).ThenBy(one => one.Month).ThenBy(one => one.Kind).ThenBy(one => one.Incident)];

    private static IEnumerable<WorkHours> Bounded(List<WorkHours> modelled, List<WorkHours> measured)
    {
        var told = measured.GroupBy(one => (one.Person, one.Month)).ToDictionary(group => group.Key, group => group.Sum(one => one.Hours));
        foreach (var month in modelled.GroupBy(one => (one.Person, one.Month)))
        {
            var left = Math.Max(0, MostInMonth - told.GetValueOrDefault(month.Key));
            var share = Math.Min(1, left / Math.Max(month.Sum(one => one.Hours), double.Epsilon));
            foreach (var one in month.Where(_ => share > 0))
            {
                yield return one with { Hours = one.Hours * share };
            }
        }
    }

    /// <summary>Numbers for persons, so that groups can be counted and nobody be named.</summary>
    private sealed class People(LedgerPolicy policy)
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);
        private readonly HashSet<string> _seniors = new(policy.Seniors, StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, string> _teams = new(policy.Teams, StringComparer.OrdinalIgnoreCase);

        public WorkHours Entry(string person, DateTimeOffset at, WorkKind kind, double hours, long incident, bool isModelled)
        {
            if (!_numbers.TryGetValue(person, out var number))
            {
                _numbers[person] = number = _numbers.Count + 1;
            }

            var day = at.UtcDateTime;
            return new WorkHours(number, _teams.GetValueOrDefault(person) ?? "", _seniors.Contains(person), new DateOnly(day.Year, day.Month, 1), kind, hours, incident, isModelled);
        }
    }
}
