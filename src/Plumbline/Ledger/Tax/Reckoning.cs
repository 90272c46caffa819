using Plumbline.Ledger.Facts;
using Plumbline.Origin;
using Plumbline.Statistics;

namespace Plumbline.Ledger.Tax;

/// <summary>Computes a report: each change is looked at once for all sums, and sorted once for all curves.</summary>
internal sealed class Reckoning(LedgerFacts facts, TaxQuestion question)
{
    private readonly Population _population = Population.Of(facts, question);

    public TaxReport Report()
    {
        var services = Services();
        var coverage = Coverage.Of(facts, _population);
        var rates = RateComparisons.Of(_population, services, facts.Precision, coverage.IsEnough);
        var comparisons = Adjusted([.. rates]);
        return new TaxReport
        {
            Stamp = new ReportStamp(question.From, facts.Until, ReportStamp.Definitions, question.Seed),
            Question = question,
            Coverage = coverage,
            Origins = Origins(services),
            Finding = Findings.Of([.. comparisons.Take(rates.Count)]),
            Comparisons = comparisons,
        };
    }

    private TallyTable Services()
    {
        var tallies = new TallyTable();
        foreach (ref readonly var change in _population.Changes)
        {
            if (change.InWindow)
            {
                tallies.Add(change.Service, change, _population.Until);
            }
        }

        return tallies;
    }

    private List<OriginFigures> Origins(TallyTable services)
    {
        var weighted = new double[OriginOrder.Count];
        foreach (var incident in _population.Incidents)
        {
            foreach (var (place, weight) in _population.Culprits(incident.Incident))
            {
                ref readonly var change = ref _population.Changes[place];
                weighted[(int)change.Origin] += change.InWindow ? weight : 0;
            }
        }

        return [.. OriginOrder.All.Select(origin => OriginFigures.Of(origin, services.Of(origin), weighted[(int)origin]))];
    }

    private static List<Comparison> Adjusted(List<Comparison> comparisons)
    {
        var told = Enumerable.Range(0, comparisons.Count).Where(i => comparisons[i].IsTold && !double.IsNaN(comparisons[i].P)).ToList();
        foreach (var (i, q) in told.Zip(BenjaminiHochberg.Adjust([.. told.Select(i => comparisons[i].P)])))
        {
            comparisons[i] = comparisons[i] with { Q = q };
        }

        return comparisons;
    }
}
