namespace Plumbline.Agent.Facts;

/// <summary>When something that was never seen before means something.</summary>
internal static class FirstRule
{
    /// <summary>
    /// Calls before anything is a first. By the rule of three (Hanley, Lippman-Hand: JAMA 249, 1983), what did not happen in n calls
    /// happens in less than 3/n of them, with a confidence of 95 %: here in less than 0.3 %.
    /// </summary>
    public const long FewestCalls = 1000;

    /// <summary>
    /// What changed at call n may well change again soon, so it is quiet until call ten n: a variable that keeps showing something new
    /// is told of ever more rarely.
    /// </summary>
    private const long Patience = 10;

    /// <summary>Below this, a first is not worth a line.</summary>
    private const double LowestRank = 12;

    /// <summary>Weight of what is rarely innocent.</summary>
    private const double LeastTelling = 7;

    /// <param name="kind">What was seen.</param>
    /// <param name="calls">Calls until now.</param>
    /// <param name="changed">Calls when the same side of the same variable last showed something new.</param>
    public static bool IsWorth(FirstKind kind, long calls, long changed) =>
        calls >= FewestCalls && calls / Patience >= changed && Rank(kind, calls) >= LowestRank;

    /// <summary>The weight of its kind times the decades of calls without it.</summary>
    public static double Rank(FirstKind kind, long calls) => Weight(kind) * Math.Log10(Math.Max(1, calls));

    /// <summary>
    /// Whether it may well be an innocent one: a value that is only greater than others. It passes through many methods, each of
    /// which has a first to tell, before it does harm in one.
    /// </summary>
    public static bool IsLesser(FirstKind kind) => Weight(kind) < LeastTelling;

    private static double Weight(FirstKind kind) => kind switch
    {
        FirstKind.NotANumber or FirstKind.Infinite or FirstKind.Swallowed => 10,
        FirstKind.Null or FirstKind.Negative => 9,
        FirstKind.Empty or FirstKind.Zero => 7,
        FirstKind.Value or FirstKind.Form => 6,
        FirstKind.Range or FirstKind.Relation => 5,
        _ => 4,
    };
}
