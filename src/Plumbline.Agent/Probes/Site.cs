using Plumbline.Agent.Expressions;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes;

/// <summary>One method body that a probe is woven into, and what is counted there.</summary>
internal sealed class Site(Probe probe, SiteLabel label)
{
    public Probe Probe { get; } = probe;

    public SiteLabel Label { get; } = label;

    /// <summary>Counts hits whose condition held.</summary>
    public int HitCell { get; } = HitCells.Allocate();

    /// <summary>Counts hits whose condition was false.</summary>
    public int FalseCell { get; } = HitCells.Allocate();

    /// <summary>Where compiled expressions say that they came to no value.</summary>
    public List<EvaluationFaults> Evaluations { get; } = [];

    /// <summary>Why the site is not woven, or null.</summary>
    public string? Refusal { get; set; }

    /// <summary>Bodies with this site that the runtime has compiled.</summary>
    public int NativeVersions { get; set; }

    /// <summary>Callers that had inlined the method and were compiled again.</summary>
    public SortedSet<string> Inliners { get; } = new(StringComparer.Ordinal);

    public long Hits => HitCells.Read(HitCell);

    public SiteStatus Status() => new(
        Label.Method, Label.Assembly, Label.Event, Label.File, Label.Line, NativeVersions, [.. Inliners], Hits, Refusal);
}

/// <summary>How a site is shown.</summary>
/// <param name="Method">Source name.</param>
/// <param name="SimpleName">Name of the method alone, which redaction looks at.</param>
/// <param name="Assembly">Simple name.</param>
/// <param name="Event">entry, return, throw, line or call.</param>
internal sealed record SiteLabel(string Method, string SimpleName, string Assembly, string Event, string? File, int Line)
{
    /// <summary>Token of the body.</summary>
    public int BodyToken { get; init; }

    /// <summary>Whether the body belongs to the framework, which the agent uses too.</summary>
    public bool IsFramework { get; init; }
}
