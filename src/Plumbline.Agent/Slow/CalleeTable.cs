namespace Plumbline.Agent.Slow;

/// <summary>What a method calls, one entry for each place that it calls from.</summary>
/// <param name="Methods">Names, by the number of the place.</param>
internal sealed record CalleeTable(string[] Methods);
