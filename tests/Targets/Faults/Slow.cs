using System.Runtime.CompilerServices;

namespace Faults;

/// <summary>Calls that take their time, some of it in what they call, some in what they await.</summary>
internal static class Slow
{
    public static async Task RunAsync()
    {
        Quick(1);
        Checkout(7, 2);
        await CheckoutAsync(7);
    }

    public static void Fail()
    {
        try
        {
            Decline(7);
        }
        catch (InvalidOperationException)
        {
            Quick(2);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Decline(int order)
    {
        Wait(150);
        return order < 10 ? throw new InvalidOperationException("declined") : order;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Quick(int number) => number + 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Checkout(int order, int lines)
    {
        var price = Price(order);
        for (var i = 0; i < lines; i++)
        {
            price += Save(i);
        }

        return Quick(price);
    }

    private static async Task<int> CheckoutAsync(int order)
    {
        var price = await PriceAsync(order);
        var saved = await SaveAsync(price);
        return Quick(saved);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Price(int order)
    {
        Wait(150);
        return order;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Save(int line)
    {
        Wait(20);
        return line;
    }

    private static async Task<int> PriceAsync(int order)
    {
        await Task.Delay(150);
        return order;
    }

    private static async Task<int> SaveAsync(int price)
    {
        await Task.Delay(20);
        return price;
    }

    private static void Wait(int milliseconds)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(milliseconds);
    }
}
