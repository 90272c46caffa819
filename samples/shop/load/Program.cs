using System.Runtime.InteropServices;
using Load;

var (options, error) = LoadOptions.Parse(args);
if (options is null)
{
    Console.Error.WriteLine($"load: {error}\n{LoadOptions.Usage}");
    return 2;
}

using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    var report = await Run.All(options, Console.Error, stop.Token);
    Console.WriteLine(options.Json ? report.ToJson() : report.ToText());
    return report.Errors.Count == 0 ? 0 : 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine($"load: no shop answers at {options.Url}");
    return 1;
}
