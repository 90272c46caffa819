using Plumbline.Ledger.Facts;

namespace Plumbline.Ledger.Tax;

/// <summary>A group of people on its way to be shown, or hidden.</summary>
internal sealed record WorkCell(string Name, bool IsModelled, IReadOnlySet<int> Persons, IReadOnlyList<double> Hours)
{
    public bool IsShown => Persons.Count >= WorkTime.Fewest;

    public static WorkCell Of(string name, bool modelled, IEnumerable<WorkHours> entries)
    {
        var (persons, hours) = (new HashSet<int>(), new double[Enum.GetValues<WorkKind>().Length]);
        foreach (var entry in entries)
        {
            persons.Add(entry.Person);
            hours[(int)entry.Kind] += entry.Hours;
        }

        return new WorkCell(name, modelled, persons, hours);
    }

    public WorkCell Join(WorkCell other) => this with
    {
        Persons = new HashSet<int>([.. Persons, .. other.Persons]),
        Hours = [.. Hours.Zip(other.Hours, (one, more) => one + more)],
    };

    public WorkGroup Group() => new(Name, IsModelled, Persons.Count, Hours);
}
