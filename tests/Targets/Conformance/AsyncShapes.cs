using System.Runtime.CompilerServices;

namespace Conformance;

/// <summary>Case 1 to 5: every builder, with and without suspension, faults and cancellation.</summary>
public static class AsyncShapes
{
    public static async Task<string> RunTask()
    {
        await OfTask(3, "t");
        return "ok";
    }

    public static async Task OfTask(int number, string text)
    {
        var joined = text + number;
        await Task.Yield();
        Keep(joined);
        await Task.Yield();
        Keep(joined); // line: of-task-end
    }

    public static async Task<string> RunTaskOfT() => await OfTaskOfT(4);

    public static async Task<string> OfTaskOfT(int number)
    {
        var joined = "v" + number;
        await Task.Delay(1);
        return joined + joined.Length;
    }

    public static async Task<string> RunValueTask()
    {
        await OfValueTask(5);
        return "ok";
    }

    public static async ValueTask OfValueTask(int number)
    {
        var joined = "v" + number;
        await Task.Delay(1);
        Keep(joined);
    }

    public static async Task<string> RunValueTaskOfT() => (await OfValueTaskOfT(6)).ToString();

    public static async ValueTask<long> OfValueTaskOfT(int number)
    {
        var joined = "v" + number;
        await Task.Delay(1);
        return joined.Length + 7L;
    }

    public static async Task<string> RunVoid()
    {
        var box = new List<string>();
        var ended = new EndedContext();
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(ended);
        OfVoid(7, box);
        SynchronizationContext.SetSynchronizationContext(before);
        await ended.Task;
        return box[0];
    }

    public static async void OfVoid(int number, List<string> box)
    {
        var joined = "v" + number;
        await Task.Delay(1);
        box.Add(joined);
        Keep(joined);
    }

    /// <summary>Knows when an async void method has ended.</summary>
    private sealed class EndedContext : SynchronizationContext
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Task => _ended.Task;

        public override void OperationCompleted() => _ended.SetResult();
    }

    public static async Task<string> RunPooling()
    {
        var sum = 0;
        for (var i = 0; i < 4; i++)
        {
            sum += await OfPooling(i);
        }

        await OfPoolingWithoutResult(4);
        return sum.ToString();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<int> OfPooling(int number)
    {
        var joined = "v" + number;
        await Task.Yield();
        return joined.Length + number;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public static async ValueTask OfPoolingWithoutResult(int number)
    {
        var joined = "v" + number;
        await Task.Yield();
        Keep(joined);
    }

    public static async Task<string> RunMixed()
    {
        var sum = 0;
        for (var times = 0; times < 4; times++)
        {
            sum += await SuspendsTimes(times);
        }

        return sum.ToString();
    }

    public static async Task<int> SuspendsTimes(int times)
    {
        var done = 0;
        for (; done < times; done++)
        {
            await Task.Delay(15);
        }

        return done;
    }

    public static async Task<string> RunFaults()
    {
        var text = "";
        foreach (var late in new[] { false, true })
        {
            try
            {
                await Faults(late);
            }
            catch (InvalidOperationException e)
            {
                text += e.Message + e.StackTrace.Contains(nameof(Faults)) + ";";
            }
        }

        return text;
    }

    public static async Task Faults(bool late)
    {
        var local = late ? "late" : "early";
        if (late)
        {
            await Task.Yield();
        }

        throw new InvalidOperationException("no " + local);
    }

    public static async Task<string> RunCancelled()
    {
        using var source = new CancellationTokenSource();
        var task = Cancelled(11, source.Token);
        source.Cancel();
        try
        {
            await task;
            return "not cancelled";
        }
        catch (OperationCanceledException e)
        {
            return $"{task.Status} {task.Exception is null} {e.CancellationToken == source.Token}";
        }
    }

    public static async Task<int> Cancelled(int number, CancellationToken token)
    {
        await Task.Delay(Timeout.Infinite, token);
        return number;
    }

    public static async Task<string> RunNotAwaited()
    {
        var task = FaultsLater();
        while (!task.IsCompleted)
        {
            await Task.Delay(1);
        }

        return $"{task.Status} {task.Exception.InnerException.Message}";
    }

    private static async Task<int> FaultsLater()
    {
        await Task.Yield();
        throw new InvalidOperationException("later");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep(string text)
    {
    }
}
