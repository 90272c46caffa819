using System.Diagnostics;
using System.Globalization;
using Plumbline.Bench.Tax;
using Plumbline.Cli;
using Plumbline.Cli.Tax;
using Plumbline.Cli.Tax.Page;
using Plumbline.Ledger.Tax;

// One size a process, so that the peak of its memory is that of this size: Plumbline.Bench.Tax CHANGES [FILE | --parts]
var changes = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
var clock = Stopwatch.StartNew();
var facts = GeneratedFacts.Of(changes, changes / 5, changes / 10);
var made = clock.Elapsed;
var held = GC.GetTotalMemory(forceFullCollection: true);
var question = new TaxQuestion { From = facts.Until.AddDays(-180), Rates = new HourlyRates(80, 110, "EUR") };

clock.Restart();
var report = TaxReport.Of(facts, question);
var computed = clock.Elapsed;
clock.Restart();
var page = ReportPage.Of(report, TaxNames.None);
var drawn = clock.Elapsed;
clock.Restart();
TaxReport.Of(facts, question);
var again = clock.Elapsed;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {changes:N0} | {held / 1e6:0} | {computed.TotalSeconds:0.00} | {again.TotalSeconds:0.00} | {drawn.TotalSeconds:0.00} | {page.Length / 1024:0} | {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} | {made.TotalSeconds:0.0} |"));
switch (args)
{
    case [_, "--parts"]:
        Parts.Print(facts, question);
        break;
    case [_, var file]:
        File.WriteAllText(file, page);
        TaxView.Write(Terminal.OfThisProcess(), report, TaxNames.None);
        break;
}
