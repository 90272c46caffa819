using System.Runtime.CompilerServices;

namespace Conformance;

public static class Steps
{
    public static string RunTwoLines()
    {
        var total = 0;
        for (var i = 1; i <= 5; i++)
        {
            total += TwoLines(i);
        }

        return total.ToString();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int TwoLines(int number)
    {
        var first = Basics.Add(number, "a"); // line: two-lines-first
        Thread.SpinWait(1000);
        var second = Basics.Add(first, "b"); // line: two-lines-second
        return first + second;
    }

    public static async Task<string> RunTwoAsyncLines()
    {
        var total = 0;
        for (var i = 1; i <= 3; i++)
        {
            total += await TwoAsyncLines(i);
        }

        return total.ToString();
    }

    public static async Task<int> TwoAsyncLines(int number)
    {
        var first = Basics.Add(number, "a"); // line: async-first
        await Task.Delay(30);
        var second = Basics.Add(first, "b"); // line: async-second
        return first + second;
    }
}

public static class Slow
{
    private static readonly TaskCompletionSource s_release = new();

    /// <summary>Leaves a call of <see cref="Waits"/> running.</summary>
    public static string RunBegin()
    {
        _ = Waits(5);
        return "";
    }

    public static async Task<int> Waits(int number)
    {
        await s_release.Task;
        return number;
    }
}
