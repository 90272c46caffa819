namespace Plumbline.Agent.Facts;

/// <summary>Something that a method had not seen before.</summary>
/// <param name="Facts">The method.</param>
/// <param name="Name">The variable; null for the result, and for what concerns the whole method.</param>
/// <param name="Kind">Which fact.</param>
/// <param name="What">The fact in words, to stand behind "was"; no value of the user's but names of constants.</param>
/// <param name="Calls">Calls of the method before this one.</param>
internal sealed record FirstFound(MethodFacts Facts, string? Name, FirstKind Kind, string What, long Calls)
{
    /// <summary>How surprising it is: more by its kind, and by the calls in which it did not happen.</summary>
    public double Rank { get; } = FirstRule.Rank(Kind, Calls);

    /// <summary>The one that tells more.</summary>
    public static FirstFound? Better(FirstFound? one, FirstFound? other) =>
        one is null || (other is not null && other.Rank > one.Rank) ? other : one;
}
