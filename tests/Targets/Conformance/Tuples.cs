using System.Runtime.CompilerServices;

namespace Conformance;

/// <summary>Case 76: names that the source gives to the members of tuples.</summary>
public static class Tuples
{
    public static string RunPlain() => Swap((1, "one")).ToString() + Swap((2, "two"));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static (string label, int count) Swap((int id, string name) pair)
    {
        (double half, string) local = (pair.id / 2.0, pair.name);
        var swapped = (pair.name, pair.id + (int)local.half);
        Keep(local);
        return swapped; // line: swapped
    }

    public static string RunNested() => Nested([(1, ("a", true))], (7, 8));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Nested(List<(int id, (string text, bool on) state)> items, (int low, int high)? range)
    {
        (int a, int b, int c, int d, int e, int f, int g, int h, string i) long_ = (1, 2, 3, 4, 5, 6, 7, 8, "nine");
        Keep(long_);
        return items[0].state.text + range.Value.low + long_.i + long_.h; // line: nested
    }

    public static async Task<string> RunAsync() => (await Async((3, "three"))).ToString();

    public static async Task<(int code, string text)> Async((int id, string name) pair)
    {
        (int before, int after) times = (pair.id, 0);
        await Task.Yield();
        times.after = times.before + 1;
        await Task.Yield();
        return (times.after, pair.name); // line: async
    }

    public static string RunCaptured() => Captured((4, 5));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Captured((int width, int height) size)
    {
        (int x, int y) origin = (1, 1);
        Func<int> area = () => size.width * size.height + origin.x; // line: captured
        return area().ToString();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Secret((string user, string password) login) => login.user + login.password.Length;

    public static string RunGeneric() => Generic((1, 2), 3) + new Box<(int, int)> { Value = ((8, 9), (1, 2)) }.Show();

    /// <summary>What T stands for has no names here, and must not take those of its neighbour.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Generic<T>(T value, int number)
    {
        (T first, (int left, int right) second) both = (value, (number, number + 1));
        Keep(both);
        return both.ToString(); // line: generic
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Keep<T>(T value)
    {
    }

    public sealed class Box<T>
    {
        public (T First, (int Left, int Right) Second) Value;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public string Show() => Value.ToString();
    }
}
