using System.Runtime.CompilerServices;

namespace Conformance;

/// <summary>Methods whose invocations are recorded in full. A comment names a line where a test needs it.</summary>
public static class Records
{
    public sealed class Line(string name, decimal price, int count)
    {
        public string Name { get; } = name;

        public decimal Price { get; } = price;

        public int Count { get; set; } = count;

        public decimal Cost() => Price * Count;
    }

    public static string RunPlain() => $"{Plain([new("a", 4.5m, 2), new("b", 3.5m, 1)], "TEN")} {Plain([], null)}";

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static decimal Plain(List<Line> lines, string coupon)
    {
        var total = Sum(lines);
        if (coupon is not null)
        {
            total -= Discount(coupon);
        }

        return total;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static decimal Sum(List<Line> lines)
    {
        var sum = 0m;
        foreach (var line in lines)
        {
            sum += line.Cost();
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static decimal Discount(string coupon) => coupon.Length * 5.5m;

    public static string RunLoop() => Loop(5000).ToString();

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Loop(int times)
    {
        long sum = 0;
        for (var i = 0; i < times; i++)
        {
            if (i % 2 == 0)
            {
                sum += i;
            }
        }

        return sum;
    }

    public static string RunRegions()
    {
        var all = "";
        for (var how = 0; how < 4; how++)
        {
            try
            {
                all += Regions(how) + ";";
            }
            catch (Exception e)
            {
                all += e.Message + ";";
            }
        }

        return all;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Regions(int how)
    {
        var text = "start";
        try
        {
            try
            {
                text += Fail(how);
            }
            catch (ArgumentException e) when (e.Message.Length > 2)
            {
                text += " caught";
                if (how == 2)
                {
                    throw new InvalidOperationException("second", e);
                }
            }
            finally
            {
                text += " inner";
            }
        }
        finally
        {
            text += " outer";
        }

        return text;
    }

    private static string Fail(int how) => how switch
    {
        0 => " fine",
        3 => throw new NotSupportedException("third"),
        _ => throw new ArgumentException("first"),
    };

    public static string RunBranches() => $"{Branches(1, "x")} {Branches(2, null)} {Branches(7, "seven")} {Branches(-1, "")}";

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Branches(int number, string text)
    {
        if (number < 0)
        {
            return "negative";
        }

        var kind = text is null ? "none" : text.Length > 3 ? "long" : "short";
        switch (number)
        {
            case 1:
                kind += " one";
                break;
            case 2:
                return kind + " two";
            default:
                kind += " many";
                break;
        }

        return kind;
    }

    public static string RunGenerics() =>
        $"{Pair("a", "b")} {Pair(1, 2)} {Pair(2.5m, 1m)} {new Holder<string>().Swap("x", 3)} {new Holder<Guid>().Swap(Guid.Empty, "y")}";

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Pair<T>(T first, T second)
    {
        var held = Same(first);
        T[] both = [held, second];
        var text = string.Join("+", both);
        return text;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Same<T>(T value) => value;

    public sealed class Holder<T>
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public (U, T) Swap<U>(T own, U other)
        {
            var kept = Same(own);
            var pair = (other, kept);
            return pair;
        }
    }

    public static async Task<string> RunAsync() => $"{await Async(1, true)} {await Async(2, false)} {await Async(3, true)}";

    public static async Task<int> Async(int number, bool yields)
    {
        var total = 0;
        for (var i = 0; i < 2; i++)
        {
            var part = await Part(number + i, yields);
            total += part;
        }

        await Task.Yield();
        var last = await new ValueTask<int>(total * 2);
        return last + 1;
    }

    private static async Task<int> Part(int number, bool yields)
    {
        if (yields)
        {
            await Task.Delay(1);
        }

        return number * 10;
    }

    public static async Task<string> RunAsyncThrow()
    {
        try
        {
            return await AsyncThrow(4);
        }
        catch (Exception e)
        {
            return e.Message;
        }
    }

    public static async Task<string> AsyncThrow(int number)
    {
        var text = "before";
        try
        {
            await Part(number, true);
            text = Broken(number);
        }
        finally
        {
            text += " after";
        }

        return text;
    }

    private static string Broken(int number) => throw new InvalidOperationException($"broken {number}");

    public static string RunIterator() => string.Join(",", Iterator(3)) + string.Join(",", Iterator(9).Take(2));

    public static IEnumerable<int> Iterator(int count)
    {
        var last = 1;
        for (var i = 0; i < count; i++)
        {
            last += i;
            yield return last;
        }
    }

    public static async Task<string> RunAsyncIterator()
    {
        var all = "";
        await foreach (var item in AsyncIterator(3))
        {
            all += item;
        }

        return all;
    }

    public static async IAsyncEnumerable<int> AsyncIterator(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var item = await Part(i, i == 1);
            yield return item;
        }
    }

    public static string RunClosures() => Closures(3) + Closures(4);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Closures(int number)
    {
        var factor = number * 2;
        Func<int, int> times = x => x * factor; // line: lambda
        factor++;
        var result = times(5);
        return Local(result);

        string Local(int value)
        {
            var text = $"{value}/{factor}";
            return text;
        }
    }

    public struct Point(int x, int y)
    {
        public int X = x;
        public int Y = y;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int Move(int by)
        {
            X += by;
            Y -= by;
            return X * Y;
        }
    }

    public static string RunStructs()
    {
        var point = new Point(3, 4);
        return $"{point.Move(2)} {point.X} {point.Y}";
    }

    public static string RunByRefs()
    {
        var number = 5;
        var found = ByRefs(ref number, "text", out var rest, [1, 2, 3, 4]);
        return $"{found} {number} {rest}";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool ByRefs(ref int number, string text, out string rest, ReadOnlySpan<int> items)
    {
        number += items.Length;
        var tail = items[2..];
        rest = text[1..];
        ref var again = ref Again(ref number);
        again += tail[0];
        return number > 3;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref int Again(ref int number) => ref number;

    public static string RunRecursion() => Factorial(5).ToString();

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Factorial(int number)
    {
        if (number <= 1)
        {
            return 1;
        }

        var below = Factorial(number - 1);
        return below * number;
    }

    public static async Task<string> RunConcurrent()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Concurrent(i))));
        var later = await Task.WhenAll(Enumerable.Range(0, 8).Select(Later));
        return $"{string.Join(",", all)} {string.Join(",", later)}";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Concurrent(int number)
    {
        var sum = 0;
        for (var i = 0; i < 20; i++)
        {
            sum += number;
            Thread.SpinWait(2000);
        }

        return sum;
    }

    public static async Task<int> Later(int number)
    {
        var sum = 0;
        for (var i = 0; i < 20; i++)
        {
            await Task.Yield();
            sum += number;
        }

        return sum;
    }

    public static string RunSecrets() => Secrets("hunter2", 3).ToString();

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Secrets(string password, int number)
    {
        var apiKey = GetApiKey(number);
        var connection = Text("Server=db;Password=hunter2-in-text");
        return password.Length + apiKey.Length + connection.Length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string GetApiKey(int number) => "hunter2-" + number;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Text(string text) => text;
}
