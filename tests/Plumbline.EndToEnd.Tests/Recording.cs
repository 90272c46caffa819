using Plumbline.Wire;
using Shouldly;

namespace Plumbline.EndToEnd.Tests;

/// <summary>What a probe recorded while a scenario ran.</summary>
internal sealed record Recording(ProbeStatus Status, string Result, IReadOnlyList<WireMessage> Events)
{
    public Captured[] Captures => [.. Events.OfType<Captured>().OrderBy(capture => capture.Hit)];

    /// <summary>The capture's values in short, as <c>name=value</c>, in their order: objects by their type, lists with their elements.</summary>
    public static string Values(Captured capture) =>
        string.Join(", ", capture.Values.Select(value => $"{value.Name}={Text(capture, value.Node)}"));

    /// <summary>Asserts the values and outcome of every capture, in order of the hits.</summary>
    public void ShouldBe(params string[] expected) =>
        Captures.Select(capture => $"{capture.Event} {capture.Outcome}: {Values(capture)}".Replace(" :", ":", StringComparison.Ordinal))
            .ShouldBe(expected, $"status: {Status}");

    private static string Text(Captured capture, int index, int depth = 0)
    {
        var node = capture.Nodes[index];
        if (depth > 3)
        {
            return "...";
        }

        return node.Kind switch
        {
            "null" => "null",
            "object" when node.Fields is { } fields =>
                $"{node.Type}{{{string.Join(" ", fields.Select(field => $"{field.Name}={Text(capture, field.Node, depth + 1)}"))}}}",
            "list" or "dictionary" => $"[{string.Join(" ", (node.Items ?? []).Select(item => Text(capture, item, depth + 1)))}]",
            "unavailable" => $"<{node.Value}>",
            "redacted" => "<redacted>",
            _ => node.Value ?? node.Type ?? node.Kind,
        };
    }
}
