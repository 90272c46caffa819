using System.Runtime.CompilerServices;

namespace Conformance;

/// <summary>Case 1: builders that the framework does not know.</summary>
public static class AsyncBuilders
{
    public static async Task<string> RunWrapped() => (await Wrapped(2) + await Wrapped(3)).ToString();

    [AsyncMethodBuilder(typeof(WrappingBuilder<>))]
    public static async Task<int> Wrapped(int number)
    {
        var joined = "v" + number;
        await Task.Yield();
        return joined.Length + number;
    }

    public static async Task<string> RunOwn() => (await Own(2, false) + await Own(3, true) + await Own(4, true)).ToString();

    [AsyncMethodBuilder(typeof(OwnBuilder<>))]
    public static async Task<int> Own(int number, bool suspends)
    {
        var joined = "v" + number;
        if (suspends)
        {
            await Task.Delay(1);
        }

        return joined.Length + number;
    }

    public static async Task<string> RunClass() => (await OfClass(2) + await OfClass(3)).ToString();

    [AsyncMethodBuilder(typeof(ClassBuilder<>))]
    public static async Task<int> OfClass(int number)
    {
        var joined = "v" + number;
        await Task.Delay(1);
        return joined.Length + number;
    }

    public static async Task<string> RunEager() => (await Eager(2) + await Eager(3)).ToString();

    [AsyncMethodBuilder(typeof(EagerBuilder<>))]
    public static async Task<int> Eager(int number)
    {
        var joined = "v" + number;
        await Task.Delay(1);
        return joined.Length + number;
    }
}

/// <summary>Passes everything on to the builder of the framework.</summary>
public struct WrappingBuilder<T>
{
    private AsyncTaskMethodBuilder<T> _inner;

    public static WrappingBuilder<T> Create() => new() { _inner = AsyncTaskMethodBuilder<T>.Create() };

    public Task<T> Task => _inner.Task;

    public void Start<TMachine>(ref TMachine machine)
        where TMachine : IAsyncStateMachine => _inner.Start(ref machine);

    public void SetStateMachine(IAsyncStateMachine machine) => _inner.SetStateMachine(machine);

    public void SetResult(T result) => _inner.SetResult(result);

    public void SetException(Exception exception) => _inner.SetException(exception);

    public void AwaitOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : INotifyCompletion
        where TMachine : IAsyncStateMachine => _inner.AwaitOnCompleted(ref awaiter, ref machine);

    public void AwaitUnsafeOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : ICriticalNotifyCompletion
        where TMachine : IAsyncStateMachine => _inner.AwaitUnsafeOnCompleted(ref awaiter, ref machine);
}

/// <summary>Boxes the machine by itself and keeps a source of its own, in a field whose name is that of the framework's.</summary>
public struct OwnBuilder<T>
{
    private TaskCompletionSource<T> m_task;

    public static OwnBuilder<T> Create() => new() { m_task = new TaskCompletionSource<T>() };

    public Task<T> Task => m_task.Task;

    public void Start<TMachine>(ref TMachine machine)
        where TMachine : IAsyncStateMachine => machine.MoveNext();

    public void SetStateMachine(IAsyncStateMachine machine)
    {
    }

    public void SetResult(T result) => m_task.SetResult(result);

    public void SetException(Exception exception) => m_task.SetException(exception);

    public void AwaitOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : INotifyCompletion
        where TMachine : IAsyncStateMachine => awaiter.OnCompleted(Boxed(machine).MoveNext);

    public void AwaitUnsafeOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : ICriticalNotifyCompletion
        where TMachine : IAsyncStateMachine => awaiter.UnsafeOnCompleted(Boxed(machine).MoveNext);

    private static IAsyncStateMachine Boxed(IAsyncStateMachine machine) => machine;
}

/// <summary>A builder that is a class, with a builder of the framework in a field.</summary>
public sealed class ClassBuilder<T>
{
    private AsyncTaskMethodBuilder<T> _innerMethodBuilder = AsyncTaskMethodBuilder<T>.Create();

    public static ClassBuilder<T> Create() => new();

    public Task<T> Task => _innerMethodBuilder.Task;

    public void Start<TMachine>(ref TMachine machine)
        where TMachine : IAsyncStateMachine => _innerMethodBuilder.Start(ref machine);

    public void SetStateMachine(IAsyncStateMachine machine)
    {
    }

    public void SetResult(T result) => _innerMethodBuilder.SetResult(result);

    public void SetException(Exception exception) => _innerMethodBuilder.SetException(exception);

    public void AwaitOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : INotifyCompletion
        where TMachine : IAsyncStateMachine => _innerMethodBuilder.AwaitOnCompleted(ref awaiter, ref machine);

    public void AwaitUnsafeOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : ICriticalNotifyCompletion
        where TMachine : IAsyncStateMachine => _innerMethodBuilder.AwaitUnsafeOnCompleted(ref awaiter, ref machine);
}

/// <summary>Asks the framework's builder for its task at once, and never lets it await: the task must not be replaced.</summary>
public struct EagerBuilder<T>
{
    private AsyncTaskMethodBuilder<T> _inner;

    public static EagerBuilder<T> Create()
    {
        var builder = new EagerBuilder<T> { _inner = AsyncTaskMethodBuilder<T>.Create() };
        _ = builder._inner.Task;
        return builder;
    }

    public Task<T> Task => _inner.Task;

    public void Start<TMachine>(ref TMachine machine)
        where TMachine : IAsyncStateMachine => machine.MoveNext();

    public void SetStateMachine(IAsyncStateMachine machine)
    {
    }

    public void SetResult(T result) => _inner.SetResult(result);

    public void SetException(Exception exception) => _inner.SetException(exception);

    public void AwaitOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : INotifyCompletion
        where TMachine : IAsyncStateMachine => awaiter.OnCompleted(Boxed(machine).MoveNext);

    public void AwaitUnsafeOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : ICriticalNotifyCompletion
        where TMachine : IAsyncStateMachine => awaiter.UnsafeOnCompleted(Boxed(machine).MoveNext);

    private static IAsyncStateMachine Boxed(IAsyncStateMachine machine) => machine;
}
