using System.Diagnostics;
using System.Globalization;
using Plumbline.Bench.Ledger;
using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Sources;
using Plumbline.Store;
using Plumbline.Store.Ledger;

if (args is ["read", var folder, ..])
{
    var clock = Stopwatch.StartNew();
    using var file = LedgerFile.Open(new StorePlace(folder), create: false);
    DateTimeOffset? since = args.Length > 2 ? new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero) : null;
    LedgerFacts facts = new FactsReader(file).Read(since)!;
    using var self = Process.GetCurrentProcess();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{facts.Changes.Count,10:N0} {facts.Deployments.Count,12:N0} {facts.Incidents.Count,10:N0}  {clock.Elapsed.TotalSeconds,6:0.00} s  {self.TotalProcessorTime.TotalSeconds,6:0.00} s  {self.PeakWorkingSet64 / 1024 / 1024,5} MiB"));
    return 0;
}

if (args is ["take", var into, var number])
{
    var count = int.Parse(number, CultureInfo.InvariantCulture);
    var clock = Stopwatch.StartNew();
    using var file = LedgerFile.Open(new StorePlace(into));
    var taken = new LedgerWriter(file, new EventLimits(), TimeProvider.System).Take(GeneratedEvents.Of(count)).Taken;
    using var self = Process.GetCurrentProcess();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{taken,10:N0}  {clock.Elapsed.TotalSeconds,6:0.00} s  {self.TotalProcessorTime.TotalSeconds,6:0.00} s  {taken / clock.Elapsed.TotalSeconds,8:N0}/s  {self.PeakWorkingSet64 / 1024 / 1024,5} MiB"));
    return 0;
}

Console.WriteLine("    events   taken in  processor         rate     peak");
foreach (var events in args.Contains("--quick") ? [20_000, 200_000] : (int[])[20_000, 200_000, 1_300_000])
{
    for (var i = 0; i < 3; i++)
    {
        InFolder(folder => Run(["take", folder, events.ToString(CultureInfo.InvariantCulture)]));
    }
}

Console.WriteLine();
Console.WriteLine("   changes  deployments  incidents      read  processor     peak");
foreach (var changes in args.Contains("--quick") ? [10_000, 100_000] : (int[])[10_000, 100_000, 1_000_000])
{
    InFolder(folder =>
    {
        LargeLedger.Write(new StorePlace(folder), changes);
        foreach (var window in (string[])["", "90d"])
        {
            // Three times each: the spread is part of the answer.
            for (var i = 0; i < 3; i++)
            {
                Run(["read", folder, .. window.Length > 0 ? (string[])[window] : []]);
            }
        }
    });
}

return 0;

// Memory is told for a process that does nothing else.
static void Run(string[] arguments)
{
    using var process = Process.Start(Environment.ProcessPath!, arguments)!;
    process.WaitForExit();
}

static void InFolder(Action<string> work)
{
    var at = Directory.CreateTempSubdirectory("plumbline-ledger-");
    try
    {
        work(at.FullName);
    }
    finally
    {
        at.Delete(recursive: true);
    }
}
