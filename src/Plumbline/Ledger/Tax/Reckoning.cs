using Plumbline.Ledger.Facts;

namespace Plumbline.Ledger.Tax;

/// <summary>Puts a report together: every change is looked at once for all sums, and sorted once for each curve.</summary>
internal static class Reckoning
{
    public static TaxReport Report(LedgerFacts facts, TaxQuestion question)
    {
        var population = Population.Of(facts, question);
        var coverage = Coverage.Of(facts, population);

        // PERF: the curves take a third of all; they look at nothing that the others change.
        var curving = Task.Run(() => FailureCurves.Of(population, coverage.IsEnough));
        var drivers = new Drivers(population, coverage.IsEnough);
        drivers.Count();
        var rates = RateComparisons.Of(population, drivers.Services, coverage.IsEnough);
        var restoring = RestoreTimes.Of(population, coverage.IsEnough);
        var upkeep = Upkeep.Of(population, coverage.IsEnough);
        var driven = drivers.Report();
        var (delivery, hours) = (DeliveryReckoning.Of(facts, population), IncidentHours.Of(facts, question.Rates));
        var (tax, costly) = (DebuggingTax.Of(population, hours), CostlyChanges.Of(population, hours));
        var (cycles, work, origins) = (RedeployCycles.Of(population), WorkTime.Of(facts, question), Origins(population, drivers.Services));
        var curves = curving.GetAwaiter().GetResult();
        var family = new Family([.. rates, .. curves.Comparisons, restoring.Comparison, .. upkeep.Comparisons, .. driven.SelectMany(driver => driver.Rows).Select(row => row.Ratio)]);
        return new TaxReport
        {
            Stamp = new ReportStamp(question.From, facts.Until, ReportStamp.Definitions, question.Seed),
            Question = question,
            Coverage = coverage,
            Origins = origins,
            Finding = Findings.Of(family.Of(rates)),
            Rates = family.Of(rates),
            Comparisons = family,
            Curves = curves,
            Delivery = delivery,
            Restoring = restoring,
            Cycles = cycles,
            Upkeep = upkeep,
            Work = work,
            Tax = tax,
            Drivers = driven,
            Costly = costly,
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
