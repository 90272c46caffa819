using System.Globalization;
using Plumbline.Bench.Processes;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var quick = args.Contains("--quick");
foreach (var name in args.Where(arg => !arg.StartsWith('-')).DefaultIfEmpty("all"))
{
    switch (name)
    {
        case "first-capture":
            await FirstCapture.RunAsync(quick ? 3 : 9);
            break;
        case "pauses":
            await Pauses.RunAsync(quick ? 20 : 100);
            break;
        case "idle":
            await Idle.RunAsync(quick ? 10 : 60);
            break;
        case "requests":
            await Requests.RunAsync(quick ? 3 : 7, quick ? 4 : 8);
            break;
        case "watch":
            await WatchedRequests.RunAsync(WatchPlan.Of(quick));
            break;
        case "trouble":
            await Troubles.RunAsync(quick ? 2 : 5, quick ? 9 : 15);
            break;
        case "failures":
            await ShownFailures.RunAsync(quick ? 20 : 100);
            break;
        case "all":
            await FirstCapture.RunAsync(quick ? 3 : 9);
            await Pauses.RunAsync(quick ? 20 : 100);
            await Idle.RunAsync(quick ? 10 : 60);
            await Requests.RunAsync(quick ? 3 : 7, quick ? 4 : 8);
            await WatchedRequests.RunAsync(WatchPlan.Of(quick));
            await Troubles.RunAsync(quick ? 2 : 5, quick ? 9 : 15);
            await ShownFailures.RunAsync(quick ? 20 : 100);
            break;
        default:
            Console.Error.WriteLine($"there is no table '{name}': first-capture, pauses, idle, requests, watch, trouble, failures, all");
            return 2;
    }
}

return 0;
