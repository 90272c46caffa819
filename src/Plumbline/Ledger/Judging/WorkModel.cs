using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Records;
using Plumbline.Origin.Signatures;

namespace Plumbline.Ledger.Judging;

/// <summary>
/// Hours of people: those they wrote down, and a model of what they did: commits, reviews, and what they did about incidents. Each takes the time since
/// what the same person did before it, if that is at most two hours, else an assumed time; of a month nobody works more than one full-time equivalent,
/// what they wrote down included. Commits of tools take time where code is built, and are nobody's work.
/// </summary>
internal static class WorkModel
{
    /// <summary>Hours of a full-time equivalent in a month.</summary>
    public const double MostInMonth = 160;

    private const double MostBetween = 2;
    private const double Commit = 1;
    private const double Review = 0.5;
    private const double Response = 0.25;

    /// <summary>Something that somebody did.</summary>
    private readonly record struct Act(string Who, bool IsPerson, DateTimeOffset At, double Alone, WorkKind Kind, KnownChange? Change, long Incident);

    /// <summary>Sets the hours of building of each change, and gives those of all people.</summary>
    public static IReadOnlyList<WorkHours> Of(IReadOnlyList<Effort> efforts, ChangeBook changes, IReadOnlyList<IncidentCase> cases, LedgerPolicy policy)
    {
        var people = new People(policy);
        var keys = new CaseKeys(cases);
        var ordered = efforts.OrderBy(effort => effort.Key, StringComparer.Ordinal).ToList();
        var measured = Sum(ordered.Where(effort => effort.IsTold).Select(effort => Measured(effort, keys, people)));
        var fixes = cases.SelectMany(one => one.Fixes.Select(fix => (fix.Change, one.Id))).GroupBy(fix => fix.Change).ToDictionary(group => group.Key, group => group.First().Id);
        var acts = changes.Codes.SelectMany(code => Commits(code, changes, fixes)).Concat(ordered.Where(effort => !effort.IsTold).Select(effort => Told(effort, keys)));
        var modelled = Sum(acts.GroupBy(act => people.NameOf(act.Who), StringComparer.OrdinalIgnoreCase).SelectMany(Modelled)
            .Where(work => work.Act.IsPerson).Select(work => people.Entry(work.Act.Who, work.Act.At, work.Act.Kind, work.Hours, work.Act.Incident, isModelled: true)));
        return [.. measured, .. Bounded(modelled, measured)];
    }

    private static IEnumerable<Act> Commits(CodeBase code, ChangeBook changes, Dictionary<KnownChange, long> fixes)
    {
        var history = code.Code;
        foreach (var commit in Enumerable.Range(0, history.Commits.Count).Where(commit => history.Parents[commit].Length < 2))
        {
            var (facts, change) = (history.Commits[commit], changes.Of(history, commit));
            var incident = change is null ? 0 : fixes.GetValueOrDefault(change);
            yield return new Act(facts.AuthorMail, !MachineAuthor.Is(facts.AuthorName, facts.AuthorMail), history.WrittenAt(commit), Commit, incident > 0 ? WorkKind.Incident : WorkKind.Feature, change, incident);
        }
    }

    private static Act Told(Effort effort, CaseKeys keys)
    {
        var incident = keys.Find(effort.Subject);
        return effort.Category == Effort.Review
            ? new Act(effort.Person, true, effort.Started, Review, WorkKind.Review, null, 0)
            : new Act(effort.Person, true, effort.Started, Response, WorkKind.Incident, null, (incident?.Original ?? incident)?.Id ?? 0);
    }

    /// <summary>How long each act of one person took. A commit that is no change's takes time, too, but nobody knows for what.</summary>
    private static IEnumerable<(Act Act, double Hours)> Modelled(IEnumerable<Act> acts)
    {
        DateTimeOffset? before = null;
        foreach (var act in acts.OrderBy(act => act.At))
        {
            var hours = before is { } last && (act.At - last).TotalHours <= MostBetween ? (act.At - last).TotalHours : act.Alone;
            before = act.At;
            if (act.Change is { } change)
            {
                change.BuildHours = Math.Max(0, change.BuildHours) + (float)hours;
            }

            if (act.Change is not null || act.Kind != WorkKind.Feature)
            {
                yield return (act, hours);
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
        private readonly Dictionary<string, string> _accounts = new(policy.Accounts, StringComparer.OrdinalIgnoreCase);

        /// <summary>What a person is called here, whatever a source calls them.</summary>
        public string NameOf(string account) => _accounts.GetValueOrDefault(account) ?? account;

        public WorkHours Entry(string person, DateTimeOffset at, WorkKind kind, double hours, long incident, bool isModelled)
        {
            var name = NameOf(person);
            if (!_numbers.TryGetValue(name, out var number))
            {
                _numbers[name] = number = _numbers.Count + 1;
            }

            var day = at.UtcDateTime;
            return new WorkHours(number, TeamOf(name) ?? TeamOf(person) ?? "", _seniors.Contains(name) || _seniors.Contains(person), new DateOnly(day.Year, day.Month, 1), kind, hours, incident, isModelled);
        }

        private string? TeamOf(string name) => _teams.GetValueOrDefault(name) ?? (name.LastIndexOf('@') is >= 0 and var at ? _teams.GetValueOrDefault(name[at..]) : null);
    }
}
