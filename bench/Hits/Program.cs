using System.Diagnostics;
using System.Globalization;
using Plumbline.Bench;

const string Shim = "CORECLR_PROFILER_PATH";
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (Environment.GetEnvironmentVariable(Shim) is null)
{
    // The runtime loads the shim only from its environment, so the work is done in a child.
    var start = new ProcessStartInfo(Environment.ProcessPath!, args);
    start.Environment["CORECLR_ENABLE_PROFILING"] = "1";
    start.Environment["CORECLR_PROFILER"] = "{7B1D6C52-6F0E-4C0B-9D0F-5A0C2E9C51D4}";
    start.Environment[Shim] = Path.Combine(AppContext.BaseDirectory, "libplumbline.so");
    using var child = Process.Start(start)!;
    await child.WaitForExitAsync();
    return child.ExitCode;
}

var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 501;
var cases = args.Length > 1 ? Cases.All.Where(one => one.Name.Contains(args[1], StringComparison.Ordinal)).ToArray() : Cases.All;
var measurement = Measurement.Start(cases);
Console.WriteLine($"What a hit costs (.NET {Environment.Version}; medians of {rounds} rounds; ± half the distance from the 1st to the 9th decile)");
Console.WriteLine("Nanoseconds and bytes above the call without a probe. By hand: the same compiled into the method's source.");
Console.WriteLine();
Console.WriteLine("| | probe ns | B | by hand ns | B | ratio | ratio of whole calls | budget ns | |");
Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
foreach (var row in measurement.Run(rounds))
{
    Console.WriteLine(Table.Line(row));
}

measurement.Stop();
return 0;
