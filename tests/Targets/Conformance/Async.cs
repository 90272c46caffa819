using System.Runtime.CompilerServices;

namespace Conformance;

public static class Async
{
    public static async Task<string> RunSuspends() => (await Suspends(3, "abc")).ToString();

    public static async Task<int> Suspends(int number, string text)
    {
        var first = number + 1;
        await Task.Yield();
        var second = first + text.Length;
        await Task.Delay(20);
        return second; // line: suspends-return
    }

    public static async Task<string> RunNeverSuspends() => (await NeverSuspends(3)).ToString();

    public static async Task<int> NeverSuspends(int number)
    {
        await Task.CompletedTask;
        return number * 2;
    }
}
