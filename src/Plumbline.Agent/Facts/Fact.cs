namespace Plumbline.Agent.Facts;

/// <summary>
/// What is known of one variable. Armed code compares a value with the fact's cells and calls the fact only where the value lies outside.
/// Runs on threads of the user; keeps nothing of the user's alive.
/// </summary>
/// <param name="facts">The method.</param>
/// <param name="name">The variable; null for the result.</param>
internal abstract class Fact(MethodFacts facts, string? name)
{
    public MethodFacts Facts { get; } = facts;

    public string? Name { get; } = name;

    /// <summary>The first, where it is worth telling.</summary>
    protected FirstFound? Found(FirstKind kind, string what, long calls, long changed) =>
        FirstRule.IsWorth(kind, calls, changed) ? new FirstFound(Facts, Name, kind, what, calls) : null;
}
