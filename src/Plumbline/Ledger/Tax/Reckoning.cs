using Plumbline.Ledger.Facts;

namespace Plumbline.Ledger.Tax;

/// <summary>Puts a report together: every change is looked at once for all sums, and sorted once for each curve.</summary>
internal static class Reckoning
{
    public static TaxReport Report(LedgerFacts facts, TaxQuestion question)
    {
        var population = Population.Of(facts, question);
        var coverage = Coverage.Of(facts, population);
        var drivers = new Drivers(population, coverage.IsEnough);
        drivers.Count();
        var rates = RateComparisons.Of(population, drivers.Services, facts.Precision, coverage.IsEnough);
        var curves = FailureCurves.Of(population, coverage.IsEnough);
        var restoring = RestoreTimes.Of(population, coverage.IsEnough);
        var upkeep = Upkeep.Of(population, coverage.IsEnough);
        var driven = drivers.Report();
        var family = new Family([.. rates, .. curves.Comparisons, restoring.Comparison, .. upkeep.Comparisons, .. driven.SelectMany(driver => driver.Rows).Select(row => row.Ratio)]);
        var hours = IncidentHours.Of(facts, question.Rates);
        return new TaxReport
        {
            Stamp = new ReportStamp(question.From, facts.Until, ReportStamp.Definitions, question.Seed),
            Question = question,
            Coverage = coverage,
            Origins = Origins(population, drivers.Services),
            Finding = Findings.Of(family.Of(rates)),
            Rates = family.Of(rates),
            Comparisons = family,
            Curves = curves,
            Delivery = DeliveryReckoning.Of(facts, population),
            Restoring = restoring,
            Cycles = RedeployCycles.Of(population),
            Upkeep = upkeep,
            Work = WorkTime.Of(facts, question),
            Tax = DebuggingTax.Of(population, hours),
            Drivers = driven,
            Costly = CostlyChanges.Of(population, hours),
        };
    }

    private static List<OriginFigures> Origins(Population population, TallyTable services)
    {
        var weighted = new double[OriginOrder.Count];
        foreach (var incident in population.Incidents)
        {
            foreach (var (place, weight) in population.Culprits(incident))
            {
                ref readonly var change = ref population.Changes[place];
                weighted[(int)change.Origin] += change.InWindow ? weight : 0;
            }
        }

        return [.. OriginOrder.All.Select(origin => OriginFigures.Of(origin, services.Of(origin), weighted[(int)origin]))];
    }
}
