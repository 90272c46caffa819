namespace Plumbline.EndToEnd.Tests;

/// <summary>One way to build and to enter the conformance target.</summary>
/// <param name="Project">Conformance (optimised) or ConformanceDebug.</param>
/// <param name="Framework">net8.0, net9.0 or net10.0.</param>
/// <param name="AtStart">Whether the agent is loaded when the process starts; else it attaches to the running process.</param>
public sealed record Variant(string Project, string Framework, bool AtStart)
{
    public override string ToString() => $"{Project} {Framework} {(AtStart ? "at start" : "attached")}";

    /// <summary>Every variant; only the first is run where time is short.</summary>
    public static IReadOnlyList<Variant> All { get; } =
    [
        new("Conformance", "net10.0", AtStart: false),
        new("Conformance", "net10.0", AtStart: true),
        new("ConformanceDebug", "net10.0", AtStart: false),
        new("Conformance", "net8.0", AtStart: false),
        new("Conformance", "net8.0", AtStart: true),
        new("Conformance", "net9.0", AtStart: false),
    ];
}
