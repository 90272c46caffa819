namespace Plumbline.Origin.Methods;

/// <summary>A method and the lines it takes, from its attributes to its end.</summary>
/// <param name="Name">With its types and namespace, as far as they are known, in dots.</param>
internal sealed record MethodSpan(string Name, int First, int Last)
{
    /// <summary>Whether a name that a user typed means it: the whole name or its end.</summary>
    public bool Is(string typed, StringComparison comparison) =>
        Name.EndsWith(typed, comparison) && (Name.Length == typed.Length || Name[^(typed.Length + 1)] == '.');
}
