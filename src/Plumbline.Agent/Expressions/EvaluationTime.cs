using System.Diagnostics;

namespace Plumbline.Agent.Expressions;

/// <summary>Bounds the time of one evaluation that loops or matches.</summary>
internal static class EvaluationTime
{
    private static readonly long s_limit = Stopwatch.Frequency * ExpressionLimits.EvaluationMilliseconds / 1000;

    /// <summary>Asked every few elements; the first question starts the clock, so that a short loop never reads it.</summary>
    public static bool IsOver(ref long start)
    {
        var now = Stopwatch.GetTimestamp();
        if (start == 0)
        {
            start = now;
            return false;
        }

        return now - start > s_limit;
    }

    public static bool IsSpent(long ticks) => ticks > s_limit;
}
