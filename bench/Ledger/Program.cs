using System.Diagnostics;
using System.Globalization;
using Plumbline.Bench.Ledger;
using Plumbline.Ledger.Facts;
using Plumbline.Store;
using Plumbline.Store.Ledger;

// With one argument more this is the process that reads: memory is told for it alone.
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

Console.WriteLine("   changes  deployments  incidents      read  processor     peak");
foreach (var changes in args.Contains("--quick") ? [10_000, 100_000] : (int[])[10_000, 100_000, 1_000_000])
{
    var at = Directory.CreateTempSubdirectory("plumbline-ledger-");
    try
    {
        var place = new StorePlace(at.FullName);
        LargeLedger.Write(place, changes);
        foreach (var window in (string[])["", "90d"])
        {
            // Three times each: the spread is part of the answer.
            for (var i = 0; i < 3; i++)
            {
                using var reader = Process.Start(Environment.ProcessPath!, ["read", at.FullName, .. window.Length > 0 ? (string[])[window] : []])!;
                reader.WaitForExit();
            }
        }
    }
    finally
    {
        at.Delete(recursive: true);
    }
}

return 0;
