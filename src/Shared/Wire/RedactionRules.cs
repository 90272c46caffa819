namespace Plumbline.Wire;

/// <summary>What is never read out of the process, beyond the built-in list.</summary>
internal sealed record RedactionRules
{
    /// <summary>False only when the user switched redaction off explicitly.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Further names, compared without case, underscores and hyphens.</summary>
    public string[] Names { get; init; } = [];

    /// <summary>Further full type names.</summary>
    public string[] Types { get; init; } = [];

    /// <summary>Further regular expressions over string values.</summary>
    public string[] Patterns { get; init; } = [];
}
