using System;
using System.Diagnostics;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Strain;

/// <summary>Methods that are called millions of times a second.</summary>
public static class Load
{
    private static volatile bool s_end;
    private static Thread[] s_threads = [];
    private static long s_wrong;
    private static long s_calls;

    /// <summary>Calls for so many seconds on so many threads: calls, wrong answers, CPU milliseconds, bytes of the heap, of the process.</summary>
    public static string Hits(double seconds, int threads)
    {
        var process = Process.GetCurrentProcess();
        var (before, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
        var (calls, wrong) = (0L, 0L);
        var all = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            var (own, bad, order) = (0L, 0L, new Order { Customer = "ann", Lines = [1, 2, 3] });
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                for (var i = 0; i < 10_000; i++)
                {
                    order.Number = i;
                    bad += Call(order, i) == (i * 3) + 3 ? 0 : 1;
                }

                own += 10_000;
            }

            Interlocked.Add(ref calls, own);
            Interlocked.Add(ref wrong, bad);
        })).ToArray();
        Array.ForEach(all, thread => thread.Start());
        Array.ForEach(all, thread => thread.Join());
        process.Refresh();
        return $"{calls} {wrong} {(process.TotalProcessorTime - before).TotalMilliseconds:F0} {GC.GetTotalMemory(false)} {process.WorkingSet64}";
    }

    public static string Answers(int count) => Enumerable.Range(0, count).Sum(i => (long)Call(new Order { Number = i, Lines = [i, 2, 3] }, i)).ToString();

    /// <summary>Load that goes on until the end is asked for.</summary>
    public static string Begin()
    {
        s_end = false;
        (s_wrong, s_calls) = (0, 0);
        s_threads = [.. Enumerable.Range(0, 2).Select(_ => new Thread(() =>
        {
            var order = new Order { Customer = "ann", Lines = [1, 2, 3] };
            for (var i = 0; !s_end; i = (i + 1) % 1000)
            {
                if (Call(order, i) != (i * 3) + 3 || Second(i) != i + 1 || Third("x") != 1)
                {
                    Interlocked.Increment(ref s_wrong);
                }

                if (i == 0)
                {
                    Interlocked.Add(ref s_calls, 1000);
                    Thread.Yield();
                }
            }
        }) { IsBackground = true })];
        Array.ForEach(s_threads, thread => thread.Start());
        return "";
    }

    public static string End()
    {
        s_end = true;
        Array.ForEach(s_threads, thread => thread.Join());
        return $"{s_wrong} wrong";
    }

    public static string Rest(int milliseconds)
    {
        Thread.Sleep(milliseconds);
        return "";
    }

    public static string Memory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        var info = GC.GetGCMemoryInfo(GCKind.Any);
        return $"{info.HeapSizeBytes - info.FragmentedBytes} {Environment.WorkingSet} {GC.GetTotalMemory(true)}";
    }

    public static string ExitInTheMiddle(int code)
    {
        Begin();
        Thread.Sleep(500);
        Environment.Exit(code);
        return "";
    }

    public static string Endless()
    {
        Begin();
        Console.WriteLine("endless");
        Thread.Sleep(Timeout.Infinite);
        return "";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Call(Order order, int number)
    {
        var twice = number * 2;
        return twice + number + order.Lines.Length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Second(int number) => number + 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Third(string text) => text.Length;

    public sealed class Order
    {
        public int Number { get; set; }

        public string Customer { get; set; }

        public int[] Lines { get; set; }
    }
}
