using System.Runtime.CompilerServices;

namespace Conformance;

/// <summary>Cases 10 and 11.</summary>
public static class Iterators
{
    public static string RunWhole() => string.Join(",", Count(3, "w"));

    public static string RunEarly()
    {
        foreach (var item in Count(3, "e"))
        {
            return item;
        }

        return "none";
    }

    public static string RunNeverStarted()
    {
        var items = Count(3, "n");
        using var one = items.GetEnumerator();
        return items.GetType().Name.Length > 0 ? "none" : "";
    }

    public static string RunTwice()
    {
        var items = Count(2, "t");
        return string.Join(",", items) + string.Join(",", items);
    }

    public static IEnumerable<string> Count(int count, string text)
    {
        var made = 0;
        try
        {
            for (var i = 0; i < count; i++)
            {
                made++;
                yield return text + i; // line: yield
            }
        }
        finally
        {
            Keep(made); // line: iterator-finally
        }
    }

    public static string RunThrows()
    {
        var text = "";
        try
        {
            foreach (var item in Throws(2))
            {
                text += item;
            }
        }
        catch (InvalidOperationException e)
        {
            text += e.Message;
        }

        return text;
    }

    public static IEnumerable<int> Throws(int after)
    {
        try
        {
            for (var i = 0; i < after; i++)
            {
                yield return i;
            }

            throw new InvalidOperationException("after " + after);
        }
        finally
        {
            Keep(after);
        }
    }

    public static string RunEnumerator()
    {
        using var items = Enumerator(2);
        var text = "";
        while (items.MoveNext())
        {
            text += items.Current;
        }

        return text + items.MoveNext();
    }

    public static IEnumerator<int> Enumerator(int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return i;
        }
    }

    public static string RunGeneric() => string.Join(",", Repeat("r", 2)) + string.Join(",", Repeat(7, 2));

    public static IEnumerable<T> Repeat<T>(T value, int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return value;
        }
    }

    public static async Task<string> RunAsyncWhole()
    {
        var text = "";
        await foreach (var item in AsyncCount(3, "w"))
        {
            text += item;
        }

        return text;
    }

    public static async Task<string> RunAsyncEarly()
    {
        await foreach (var item in AsyncCount(3, "e"))
        {
            return item;
        }

        return "none";
    }

    public static async Task<string> RunAsyncNeverStarted()
    {
        var items = AsyncCount(3, "n").GetAsyncEnumerator();
        await items.DisposeAsync();
        return "none";
    }

    public static async Task<string> RunAsyncCancelled()
    {
        using var source = new CancellationTokenSource();
        var text = "";
        try
        {
            await foreach (var item in AsyncCount(100, "c").WithCancellation(source.Token))
            {
                text += item;
                if (item == "c1")
                {
                    source.Cancel();
                }
            }
        }
        catch (OperationCanceledException)
        {
            text += " cancelled";
        }

        return text;
    }

    public static async IAsyncEnumerable<string> AsyncCount(int count, string text, [EnumeratorCancellation] CancellationToken token = default)
    {
        var made = 0;
        try
        {
            for (var i = 0; i < count; i++)
            {
                await Task.Delay(1, token);
                made++;
                yield return text + i; // line: async-yield
            }
        }
        finally
        {
            await Task.Yield();
            Keep(made);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep(int value)
    {
    }
}
