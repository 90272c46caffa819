using System.Runtime.CompilerServices;

namespace Conformance;

/// <summary>Calls what Handmade.il holds, and methods that are too large to write by hand.</summary>
public static class Handwritten
{
    public static string RunFault()
    {
        Handmade.Seen = 0;
        var text = Handmade.Fault(5).ToString();
        try
        {
            Handmade.Fault(0);
        }
        catch (DivideByZeroException)
        {
            text += " caught";
        }

        return text + Handmade.Seen;
    }

    public static string RunJumps() => Handmade.Jumps(4).ToString();

    public static string RunTail() => Handmade.Tail(200_000, 0) + " " + Handmade.TailIndirect(3);

    public static string RunJoins() => Handmade.Joins(1) + " " + Handmade.Joins(5) + " " + Handmade.Dead(3);

    public static string RunSpins()
    {
        try
        {
            Handmade.Spins(3);
            return "no";
        }
        catch (OperationCanceledException)
        {
            return "stopped";
        }
    }

    public static string RunFilters() => Handmade.Filters(5) + " " + Handmade.Filters(0);

    public static string RunOthers()
    {
        var number = 8;
        return Handmade.Allocates(16) + " " + Handmade.Unaligned(ref number);
    }
}
