using System.Runtime.CompilerServices;

namespace Conformance;

/// <summary>Cases 7, 8, 9: where async methods can stand, and invocations that overlap.</summary>
public static class AsyncPlaces
{
    public static async Task<string> RunGeneric() =>
        $"{await Generic("text")} {await Generic(5)} {await Generic(2.5m)} {await Generic<object>(null)}";

    public static async Task<T> Generic<T>(T value)
    {
        var copy = value;
        await Task.Yield();
        return copy;
    }

    public static async Task<string> RunInTypes()
    {
        IAsyncDefault implementation = new AsyncDefault();
        return $"{await new GenericHolder<string>("a").Get(1)} {await new GenericHolder<int>(3).Get(2)} "
            + $"{await new GenericStruct<long>(4L).Get("s")} {await implementation.Default(6)}";
    }

    public static async Task<string> RunLambdas()
    {
        var captured = "c";
        Func<int, Task<string>> lambda = async number =>
        {
            await Task.Yield();
            captured += number;
            return captured; // line: in-lambda
        };
        return await lambda(1) + await lambda(2) + await LocalFunction(3);

        async Task<string> LocalFunction(int number)
        {
            var text = captured + number;
            await Task.Yield();
            return text + text.Length;
        }
    }

    public static async Task<string> RunRecursive() => (await Recursive(4)).ToString();

    public static async Task<int> Recursive(int depth)
    {
        var mine = depth * 10;
        if (depth == 0)
        {
            await Task.Delay(1);
            return 0;
        }

        var below = await Recursive(depth - 1);
        return below + mine;
    }

    public static async Task<string> RunConcurrent()
    {
        var tasks = Enumerable.Range(0, 50).Select(number => Concurrent(number)).ToArray();
        return string.Join(",", await Task.WhenAll(tasks));
    }

    public static async Task<int> Concurrent(int number)
    {
        var mine = "n" + number;
        await Task.Delay(number % 7);
        await Task.Yield();
        return mine.Length * 1000 + number;
    }

    public static async Task<string> RunRace()
    {
        var sum = 0L;
        for (var round = 0; round < 10; round++)
        {
            var tasks = new Task<int>[1000];
            for (var i = 0; i < tasks.Length; i++)
            {
                var number = i;
                tasks[i] = Task.Run(() => Race(number));
            }

            foreach (var task in tasks)
            {
                sum += await task;
            }
        }

        return sum.ToString();
    }

    /// <summary>Awaits what may be complete on another thread before the builder has finished to suspend.</summary>
    public static async Task<int> Race(int number)
    {
        var source = new TaskCompletionSource<int>(TaskCreationOptions.None);
        ThreadPool.UnsafeQueueUserWorkItem(static s => s.SetResult(1), source, preferLocal: false);
        var one = await source.Task;
        await new OtherThread();
        return number + one;
    }

    public static async Task<string> RunPooledRace()
    {
        var sum = 0L;
        for (var round = 0; round < 10; round++)
        {
            var tasks = new Task<int>[500];
            for (var i = 0; i < tasks.Length; i++)
            {
                var number = i;
                tasks[i] = Task.Run(async () => await PooledRace(number));
            }

            foreach (var task in tasks)
            {
                sum += await task;
            }
        }

        return sum.ToString();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<int> PooledRace(int number)
    {
        await new OtherThread();
        await Task.Yield();
        return number + 1;
    }
}

/// <summary>Resumes on another thread, as early as it can: before the caller's OnCompleted has returned.</summary>
public readonly struct OtherThread : ICriticalNotifyCompletion
{
    public bool IsCompleted => false;

    public OtherThread GetAwaiter() => this;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation)
    {
        var ran = new ManualResetEventSlim();
        ThreadPool.UnsafeQueueUserWorkItem(
            state =>
            {
                state.Continuation();
                state.Ran.Set();
            },
            (Continuation: continuation, Ran: ran),
            preferLocal: false);
        ran.Wait(2);
    }
}

public sealed class GenericHolder<T>(T held)
{
    private readonly T _held = held;

    public async Task<string> Get(int number)
    {
        var text = _held + "/" + number;
        await Task.Yield();
        return text + text.Length;
    }
}

public readonly struct GenericStruct<T>(T held)
{
    private readonly T _held = held;

    public async ValueTask<string> Get<TOther>(TOther other)
    {
        var text = _held + "/" + other;
        await Task.Yield();
        return text + text.Length;
    }
}

public interface IAsyncDefault
{
    async Task<string> Default(int number)
    {
        var text = GetType().Name + number;
        await Task.Yield();
        return text + text.Length;
    }
}

public sealed class AsyncDefault : IAsyncDefault;
