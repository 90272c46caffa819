using System.Diagnostics;
using System.Globalization;
using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Tax;

namespace Plumbline.Bench.Tax;

/// <summary>Where the time of a report goes.</summary>
internal static class Parts
{
    public static void Print(LedgerFacts facts, TaxQuestion question)
    {
        var population = Time("population", () => Population.Of(facts, question));
        Time("coverage", () => Coverage.Of(facts, population));
        var drivers = new Drivers(population, true);
        Time("sums by group", () => { drivers.Count(); return 0; });
        Time("rates and their ratios", () => RateComparisons.Of(population, drivers.Services, true));
        Time("curves", () => FailureCurves.Of(population, true));
        Time("time to restore", () => RestoreTimes.Of(population, true));
        Time("rework and reverts", () => Upkeep.Of(population, true));
        Time("drivers", drivers.Report);
        var hours = Time("hours by incident", () => IncidentHours.Of(facts, question.Rates));
        Time("deployments", () => DeliveryReckoning.Of(facts, population));
        Time("redeploys", () => RedeployCycles.Of(population));
        Time("work time", () => WorkTime.Of(facts, question));
        Time("debugging tax", () => DebuggingTax.Of(population, hours));
        Time("what cost most", () => CostlyChanges.Of(population, hours));
    }

    private static T Time<T>(string name, Func<T> work)
    {
        var (clock, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var result = work();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-24} {clock.Elapsed.TotalMilliseconds,8:0} ms, {(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds,8:0} ms of processor"));
        return result;
    }
}
