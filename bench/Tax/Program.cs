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
var process = Process.GetCurrentProcess();
var peakBefore = process.PeakWorkingSet64;
var question = new TaxQuestion { From = facts.Until.AddDays(-180), Rates = new HourlyRates(80, 110, "EUR") };

clock.Restart();
var cpu = Environment.CpuUsage.TotalTime;
var report = TaxReport.Of(facts, question);
var computed = clock.Elapsed;
var worked = Environment.CpuUsage.TotalTime - cpu;
clock.Restart();
var page = ReportPage.Of(report, TaxNames.None);
var drawn = clock.Elapsed;
clock.Restart();
cpu = Environment.CpuUsage.TotalTime;
TaxReport.Of(facts, question);
var again = clock.Elapsed;
var workedAgain = Environment.CpuUsage.TotalTime - cpu;
process.Refresh();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {changes,9:N0} | {held / 1e6,5:0} | {computed.TotalSeconds,5:0.00} | {worked.TotalSeconds,5:0.00} | {again.TotalSeconds,5:0.00} | {workedAgain.TotalSeconds,5:0.00} | {drawn.TotalSeconds,5:0.00} | {peakBefore / 1e6,5:0} | {process.PeakWorkingSet64 / 1e6,5:0} |"));
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
