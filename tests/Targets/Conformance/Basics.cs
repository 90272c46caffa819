using System.Runtime.CompilerServices;

namespace Conformance;

public static class Basics
{
    public static string RunAdd()
    {
        var sum = 0;
        for (var i = 0; i < 3; i++)
        {
            sum += Add(i, "x" + i);
        }

        return sum.ToString();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Add(int number, string text)
    {
        var twice = number * 2;
        var length = text.Length;
        Keep(twice);
        return twice + length + (twice - length) * 0; // line: add-return
    }

    /// <summary>A local that is used once is removed by the optimising compiler; this is the second use.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Keep(int value)
    {
    }

    public static string RunThrows()
    {
        try
        {
            return Throws(7).ToString();
        }
        catch (InvalidOperationException e)
        {
            return e.Message + " " + e.StackTrace!.Split('\n').Length;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Throws(int number)
    {
        var local = number + 1;
        if (local > 5)
        {
            throw new InvalidOperationException("no " + local);
        }

        return local;
    }
}
