using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Plumbline.Bench.Origin;

/// <summary>What children that have ended used, their own children included: processor time of user and system, and the wall clock.</summary>
internal readonly record struct ChildTime(double Processor, double Wall)
{
    private const int Children = -1;

    /// <summary>Measures all children that an action starts and waits for.</summary>
    public static ChildTime Of(Action action)
    {
        double before = Used();
        long start = Stopwatch.GetTimestamp();
        action();
        return new ChildTime(Used() - before, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static double Used()
    {
        // struct rusage on 64-bit Linux: user and system time first, each seconds and microseconds; 144 bytes in all.
        var usage = new long[18];
        if (getrusage(Children, usage) != 0)
        {
            throw new InvalidOperationException("getrusage failed");
        }

        return usage[0] + usage[2] + (usage[1] + usage[3]) / 1e6;
    }

    [DllImport("libc", ExactSpelling = true)]
    private static extern int getrusage(int who, long[] usage);
}
