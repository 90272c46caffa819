using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Plumbline.Bench.Target;

/// <summary>
/// A process to attach to. `idle` waits; `steady` calls a method every millisecond; `spin` calls it without a pause on one thread
/// and keeps the longest gap between two calls, which it prints, in microseconds, for each line of its input. `fail` throws an exception of a
/// new type for each line, and prints when that was, in Unix microseconds.
/// </summary>
public static class Program
{
    private static long s_longest;

    public static void Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (args is ["steady"])
        {
            new Thread(Steady) { IsBackground = true }.Start();
        }
        else if (args is ["spin"])
        {
            new Thread(Spin) { IsBackground = true }.Start();
        }

        Console.WriteLine("ready");
        while (Console.ReadLine() is not null)
        {
            if (args is ["fail"])
            {
                Console.WriteLine($"{Failures.Next():F0}");
                continue;
            }

            var longest = Interlocked.Exchange(ref s_longest, 0);
            Console.WriteLine($"{longest * 1e6 / Stopwatch.Frequency:F1}");
        }
    }

    private static void Steady()
    {
        using var pause = new ManualResetEventSlim();
        for (var i = 0; ; i++)
        {
            Work.Step(i, "steady");
            pause.Wait(1);
        }
    }

    private static void Spin()
    {
        var last = Stopwatch.GetTimestamp();
        for (var i = 0; ; i++)
        {
            last = Turn(i, last);
        }
    }

    // A method of its own, so that a frame that runs forever holds none of the code under test.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Turn(int i, long last)
    {
        Work.Step(i, "spin");
        var now = Stopwatch.GetTimestamp();
        if (now - last > Volatile.Read(ref s_longest))
        {
            Volatile.Write(ref s_longest, now - last);
        }

        return now;
    }
}

public static class Work
{
    private static long s_sum;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Step(int number, string name)
    {
        var twice = number * 2;
        s_sum += Small(twice) + name.Length;
        return twice;
    }

    /// <summary>Inlined into its caller, which is compiled again with it.</summary>
    private static int Small(int value) => value ^ 5;
}
