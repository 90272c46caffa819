using System.Runtime.CompilerServices;

namespace Plumbline.Bench;

/// <summary>The same small method, once for each kind of probe. Never inlined, so that a call is a call everywhere.</summary>
public static class Subjects
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Unprobed(int number, string text, double price, Order order) => number + text.Length + (long)price + order.Number;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long FiveLines(int number, string text, double price, Order order)
    {
        long sum = number;
        sum += text.Length;
        sum += (long)price;
        sum += order.Number;
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long RecordOff(int number, string text, double price, Order order)
    {
        long sum = number;
        sum += text.Length;
        sum += (long)price;
        sum += order.Number;
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long RecordFalse(int number, string text, double price, Order order)
    {
        long sum = number;
        sum += text.Length;
        sum += (long)price;
        sum += order.Number;
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Recorded(int number, string text, double price, Order order)
    {
        long sum = number;
        sum += text.Length;
        sum += (long)price;
        sum += order.Number;
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long GateOff(int number, string text, double price, Order order) => number + text.Length + (long)price + order.Number;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long ConditionFalse(int number, string text, double price, Order order) => number + text.Length + (long)price + order.Number;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Counted(int number, string text, double price, Order order) => number + text.Length + (long)price + order.Number;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Armed(int number, string text, double price, Order order) => number + text.Length + (long)price + order.Number;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Learned(int number, string text, double price, Order order) => number + text.Length + (long)price + order.Number;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Logged(int number, string text, double price, Order order) => number + text.Length + (long)price + order.Number;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Three(int number, string text, double price) => number + text.Length + (long)price + 4711;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Both(int number, string text, double price) => number + text.Length + (long)price + 4711;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Graph(Order order) => order.Number + order.Lines.Count;
}
