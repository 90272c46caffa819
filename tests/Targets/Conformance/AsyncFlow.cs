using System.Runtime.CompilerServices;

namespace Conformance;

/// <summary>Cases 6, 12, 13, 14, 16: control flow around awaits, what is hoisted, contexts.</summary>
public static class AsyncFlow
{
    private static readonly AsyncLocal<string> s_ambient = new();

    public static async Task<string> RunTries() => $"{await Tries(0)} {await Tries(1)} {await Tries(2)}";

    public static async Task<string> Tries(int how)
    {
        var log = "";
        try
        {
            try
            {
                await Task.Yield();
                log += "try"; // line: in-try
                if (how == 1)
                {
                    throw new InvalidOperationException("one");
                }
            }
            catch (InvalidOperationException e) when (e.Message.Length > 0)
            {
                await Task.Yield();
                log += "catch" + e.Message; // line: in-catch
            }
            finally
            {
                await Task.Yield();
                log += "finally"; // line: in-finally
            }

            if (how == 2)
            {
                throw new ArgumentException("two");
            }
        }
        catch (ArgumentException)
        {
            await Task.Yield();
            log += "outer";
        }

        return log;
    }

    public static async Task<string> RunUsing() => await Using(2);

    public static async Task<string> Using(int count)
    {
        var text = "";
        await using (var resource = new Resource())
        {
            await foreach (var item in Items(count))
            {
                text += item; // line: in-foreach
            }

            Keep(resource);
        }

        return text;
    }

    private static async IAsyncEnumerable<int> Items(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    public static async Task<string> RunScopes() => await Scopes(3);

    public static async Task<string> Scopes(int number)
    {
        var text = "";
        if (number > 0)
        {
            var same = "first" + number;
            await Task.Yield();
            text += same; // line: first-scope
        }

        if (number > 1)
        {
            var same = "second" + number;
            await Task.Yield();
            text += same; // line: second-scope
        }

        if (number > 2)
        {
            var other = "third" + number;
            await Task.Yield();
            text += other; // line: third-scope
        }

        for (var i = 0; i < 2; i++)
        {
            var plain = i * 10;
            Keep(plain);
            text += plain; // line: plain-local
            await Task.Yield();
        }

        return text;
    }

    public static async Task<string> RunNotKept() => await NotKept(3);

    public static async Task<string> NotKept(int number)
    {
        var lost = number * number;
        Generics.Keep(ref lost);
        var kept = "k" + number;
        await Task.Yield();
        return kept + kept.Length; // line: not-kept
    }

    public static async Task<string> RunContext()
    {
        var before = SynchronizationContext.Current;
        var context = new CountingContext();
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            var result = await InContext(5).ConfigureAwait(false);
            return $"{result} posts {context.Posts}";
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    public static async Task<string> InContext(int number)
    {
        // A delay can have passed before it is awaited, and then nothing is posted; these two suspend always.
        await Task.Yield();
        var posted = SynchronizationContext.Current is CountingContext;
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var free = SynchronizationContext.Current is null;
        return $"{number} {posted} {free}";
    }

    public static async Task<string> RunAmbient()
    {
        s_ambient.Value = "outer";
        var captured = ExecutionContext.Capture();
        var inner = await Ambient("one");
        return $"{inner} {s_ambient.Value} {ExecutionContext.Capture() == captured}";
    }

    public static async Task<string> Ambient(string value)
    {
        var seen = s_ambient.Value;
        s_ambient.Value = value;
        var changed = ExecutionContext.Capture();
        await Task.Delay(1);
        return $"{seen} {s_ambient.Value} {ExecutionContext.Capture() == changed}";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep<T>(T value)
    {
    }

    private sealed class Resource : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Task.Yield();
    }

    /// <summary>Runs what is posted on the thread pool, as its own.</summary>
    private sealed class CountingContext : SynchronizationContext
    {
        private int _posts;

        public int Posts => _posts;

        public override void Post(SendOrPostCallback d, object state)
        {
            Interlocked.Increment(ref _posts);
            ThreadPool.QueueUserWorkItem(_ =>
            {
                SetSynchronizationContext(this);
                d(state);
                SetSynchronizationContext(null);
            });
        }
    }
}
