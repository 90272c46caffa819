using Plumbline.Origin;
using Plumbline.Statistics;

namespace Plumbline.Ledger.Tax;

/// <summary>How the changes of one group fared, by first incidents for 1,000 change-days: whatever their age, they are held alike.</summary>
/// <param name="Name">Untrusted where it is a service, a tool or a model.</param>
/// <param name="All">Over all origins.</param>
/// <param name="Ratio">AI against human within the group; its p is among those of the report.</param>
internal sealed record DriverRow(string Name, long Changes, Figure All, Figure Ai, Figure Human, Comparison Ratio);

/// <summary>One way of cutting the changes of the window into groups.</summary>
/// <param name="Left">Groups that are not among the rows.</param>
internal sealed record Driver(string Name, IReadOnlyList<DriverRow> Rows, int Left);

/// <summary>What incidents go with. A group that stands out is a place to look at, not a cause.</summary>
internal sealed class Drivers(Population population, bool covered)
{
    private const int MostRows = 12;

    /// <summary>Days, lines and lower bounds of their bands.</summary>
    private static readonly double[] s_ages = [30, 180, 730];
    private static readonly double[] s_sizes = [11, 51, 251];

    private readonly TallyTable _services = new(), _tools = new(), _models = new(), _ages = new(), _sizes = new();
    private readonly NameNumbers _toolNames = new(), _modelNames = new();

    /// <summary>Sums by service, for whoever else needs them.</summary>
    public TallyTable Services => _services;

    public void Count()
    {
        foreach (ref readonly var change in population.Changes)
        {
            if (!change.InWindow)
            {
                continue;
            }

            var (first, until) = (change.First, population.Until);
            _services.Add(change.Service, change, until);
            _sizes.Add(Band(s_sizes, first.Lines), change, until);
            _ages.Add(first.FileAge < 0 ? s_ages.Length + 1 : Band(s_ages, first.FileAge), change, until);
            if (first.Tool.Length > 0)
            {
                _tools.Add(_toolNames.Of(first.Tool), change, until);
            }

            if (first.Model.Length > 0)
            {
                _models.Add(_modelNames.Of(first.Model), change, until);
            }
        }
    }

    public IReadOnlyList<Driver> Report() =>
    [
        Ranked("service", _services, population.Services),
        Ranked("tool", _tools, _toolNames.Names),
        Ranked("model", _models, _modelNames.Names),
        InOrder("age of the files changed", _ages, ["under 30 days", "30 days–6 months", "6 months–2 years", "over 2 years", "not known"]),
        InOrder("size of the change", _sizes, ["1–10 lines", "11–50 lines", "51–250 lines", "over 250 lines"]),
    ];

    private static int Band(double[] bounds, double value) => bounds.Count(bound => value >= bound);

    private Driver Ranked(string name, TallyTable table, IReadOnlyList<string> names)
    {
        var groups = Enumerable.Range(0, table.Groups).Select(group => (Name: names[group], All: table.Of(group), Group: group)).Where(group => group.All.Changes > 0)
            .OrderByDescending(group => group.All.Failed).ThenByDescending(group => group.All.Changes).ThenBy(group => group.Name, StringComparer.Ordinal).ToList();
        return new Driver(name, [.. groups.Take(MostRows).Select(group => Row(name, group.Name, table, group.Group))], Math.Max(0, groups.Count - MostRows));
    }

    private Driver InOrder(string name, TallyTable table, string[] names) =>
        new(name, [.. Enumerable.Range(0, table.Groups).Where(group => table.Of(group).Changes > 0).Select(group => Row(name, names[group], table, group))], 0);

    private DriverRow Row(string driver, string name, TallyTable table, int group)
    {
        var (all, ai, human) = (table.Of(group), table.Of(group, OriginClass.Ai), table.Of(group, OriginClass.Human));
        return new DriverRow(name, all.Changes, Rate(all), Rate(ai), Rate(human), Compare($"first incidents for 1,000 change-days, {driver} {name}", ai, human));
    }

    private static Figure Rate(Tally tally) => Figure.Rate(tally.Failed, tally.Days, OriginFigures.Days, tally.Changes);

    private Comparison Compare(string title, Tally ai, Tally human)
    {
        var events = ai.Failed + human.Failed;
        var standing = Comparison.StandingOf(events, covered);
        if (standing is Standing.TooFew or Standing.NotCovered || Math.Min(ai.Changes, human.Changes) < Figure.Fewest || Math.Min(ai.Days, human.Days) <= 0)
        {
            return Comparison.Untold("M1", title, isRatio: true, events, covered);
        }

        var ratio = RateRatio.Of(ai.ByDay, human.ByDay);
        return new Comparison("M1", title, true, ratio.Estimate, ratio.MidP, ratio.MidPValue, events, standing);
    }
}
