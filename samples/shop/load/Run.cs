using System.Diagnostics;

namespace Load;

/// <summary>All shoppers at once, from the shop's first answer until time is up.</summary>
internal static class Run
{
    public static async Task<Report> All(LoadOptions options, TextWriter progress, CancellationToken stop)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = options.Concurrency };
        using var http = new HttpClient(handler) { BaseAddress = options.Url, Timeout = TimeSpan.FromSeconds(10) };
        await WaitForShop(http, stop);

        using var time = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (options.Seconds > 0)
        {
            time.CancelAfter(TimeSpan.FromSeconds(options.Seconds));
        }

        var tally = new Tally();
        var faults = new FaultPlan(options, http, progress, time.Token);
        var start = Stopwatch.GetTimestamp();
        if (options.Fault is { } fault)
        {
            await Until(time.Token, _ => faults.Meet(fault));
            return Report.Of(tally, faults, Stopwatch.GetElapsedTime(start));
        }

        var client = new ShopClient(http, new Pacer(options.Rate), tally, time.Token);
        var shoppers = Enumerable.Range(0, options.Concurrency)
            .Select(number => Until(time.Token, new Shopper(client, tally, faults, number, options.Seed * 10_007 + number).ShopUntil));
        await Task.WhenAll([.. shoppers, Until(time.Token, faults.TellStory), Until(time.Token, ended => ShowProgress(tally, progress, ended))]);
        return Report.Of(tally, faults, Stopwatch.GetElapsedTime(start));
    }

    private static async Task Until(CancellationToken end, Func<CancellationToken, Task> work)
    {
        try
        {
            await Task.Run(() => work(end), end);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Time is up: the request that was under way doesn't count.
            return;
        }
    }

    private static async Task WaitForShop(HttpClient http, CancellationToken stop)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await Answers(http, deadline.Token))
        {
            await pause.WaitForNextTickAsync(deadline.Token);
        }
    }

    private static async Task<bool> Answers(HttpClient http, CancellationToken stop)
    {
        try
        {
            using var answer = await http.GetAsync("/health", stop);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task ShowProgress(Tally tally, TextWriter progress, CancellationToken end)
    {
        using var interval = new PeriodicTimer(TimeSpan.FromSeconds(5));
        var before = 0L;
        while (await interval.WaitForNextTickAsync(end))
        {
            var count = tally.Latencies.Count;
            var errors = tally.Errors.Values.Sum();
            await progress.WriteLineAsync($"{(count - before) / 5}/s, {count} requests, {tally.Orders} orders, {errors} errors");
            before = count;
        }
    }
}
