using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Plumbline.Bench;

/// <summary>
/// The same methods with the same thing compiled into their source, as an engineer would write it who knows that it is hot: a switch that
/// is read first, a counter of each thread's own, text and JSON made at once and queued for a thread that sends it.
/// </summary>
public static class ByHand
{
    private static volatile bool s_off = Environment.GetEnvironmentVariable("BENCH_ON") == "1";
    private static volatile bool s_on = true;

    [ThreadStatic]
    private static Cell? t_false;

    [ThreadStatic]
    private static Cell? t_hits;

    private static readonly ConcurrentBag<Cell> s_cells = [];

    internal static ConcurrentQueue<object> Queue { get; } = new();

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long GateOff(int number, string text, double price, Order order)
    {
        if (s_off)
        {
            Count(ref t_hits);
        }

        return number + text.Length + (long)price + order.Number;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long ConditionFalse(int number, string text, double price, Order order)
    {
        if (s_on)
        {
            // The probe counts the hits that it passes over, so this does, too.
            if (number < 0 && text.Length > 100)
            {
                Count(ref t_hits);
            }
            else
            {
                Count(ref t_false);
            }
        }

        return number + text.Length + (long)price + order.Number;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Counted(int number, string text, double price, Order order)
    {
        if (s_on)
        {
            Count(ref t_hits);
        }

        return number + text.Length + (long)price + order.Number;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Logged(int number, string text, double price, Order order)
    {
        if (s_on)
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"order {number} of {text} costs {price:F2}");
            Queue.Enqueue(new Line(Stopwatch.GetTimestamp(), Environment.CurrentManagedThreadId, line));
        }

        return number + text.Length + (long)price + order.Number;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Three(int number, string text, double price)
    {
        if (s_on)
        {
            var snapshot = new Snapshot<Arguments>(Stopwatch.GetTimestamp(), Environment.CurrentManagedThreadId, nameof(Three), new Arguments(number, text, price));
            Queue.Enqueue(JsonSerializer.SerializeToUtf8Bytes(snapshot, HandJson.Default.SnapshotArguments));
        }

        return number + text.Length + (long)price + 4711;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Graph(Order order)
    {
        if (s_on)
        {
            var snapshot = new Snapshot<Order>(Stopwatch.GetTimestamp(), Environment.CurrentManagedThreadId, nameof(Graph), order);
            Queue.Enqueue(JsonSerializer.SerializeToUtf8Bytes(snapshot, HandJson.Default.SnapshotOrder));
        }

        return order.Number + order.Lines.Count;
    }

    private static void Count(ref Cell? mine)
    {
        var cell = mine ?? New(ref mine);
        cell.Value++;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cell New(ref Cell? mine)
    {
        mine = new Cell();
        s_cells.Add(mine);
        return mine;
    }

    private sealed class Cell
    {
        public long Value;
    }

    private sealed record Line(long At, int Thread, string Text);
}
