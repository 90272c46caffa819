using Plumbline.Git;
var watch = System.Diagnostics.Stopwatch.StartNew();
var map = await OriginReader.ReadAsync(args[0], args.Length > 1 ? args[1] : "HEAD", new OriginOptions { LikeBlame = !args.Contains("full"), CacheFolder = Environment.GetEnvironmentVariable("KEEP"), Squashes = args.Contains("squash") }, default);
Console.Error.WriteLine($"{watch.Elapsed.TotalSeconds:F2}s files {map.Files.Count} lines {map.Files.Sum(f => (long)f.LineCount)} runs {map.Files.Sum(f => f.Runs.Count)} commits {map.Commits.Count} peak {Environment.WorkingSet >> 20} MB");
Console.Error.WriteLine($"own cpu {System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:F2}s gc {GC.GetTotalPauseDuration().TotalSeconds:F2}s alloc {GC.GetTotalAllocatedBytes()>>20} MB");
Console.Error.WriteLine($"{map.Squashes} remarks {map.Files.Sum(f => (long)f.Remarks.Count)} notes {string.Join(' ', map.Files.SelectMany(f => f.Remarks).SelectMany(r => r.Notes.Select(n => (n.Kind, r.Count))).GroupBy(n => n.Kind).Select(g => $"{g.Key}={g.Sum(x => x.Count)}"))}");
if (args.Length > 2 && args[2] != "-")
{
    using var w = new StreamWriter(args[2]);
    foreach (var f in map.Files)
        foreach (var r in f.Runs)
            w.WriteLine($"{f.Path}\t{r.Start}\t{r.Count}\t{map.Commits[r.First.Commit].Id}\t{map.Paths[r.First.Path]}\t{r.First.Line}");
}
