using Plumbline.Wire;

namespace Plumbline.EndToEnd.Tests;

/// <summary>A recorded invocation in short: its statements as the source has them, each with what changed while it ran.</summary>
internal static class RecordText
{
    private static readonly string s_sources = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../Targets/Conformance"));

    public static Recorded[] Recorded(this Recording recording) => [.. recording.Events.OfType<Recorded>().OrderBy(recorded => recorded.Hit)];

    /// <summary>One text for each statement, entry and end: <c>sum += i | Callee=1 | sum=3</c>. Lone braces are left out.</summary>
    public static string[] Lines(Recorded recorded)
    {
        var lines = new List<string> { "" };
        foreach (var step in recorded.Steps)
        {
            switch (step.Kind)
            {
                case RecordedStepKind.Yield:
                    lines[^1] += $" | yield {Text(step.Values![0].Nodes)}";
                    break;
                case RecordedStepKind.Throw:
                    lines[^1] += Changes(step, own: false);
                    lines.Add("throws" + Changes(step, own: true));
                    break;
                case RecordedStepKind.Call or RecordedStepKind.Await:
                    lines[^1] += $" | {step.Callee}={Text(step.Values![0].Nodes)}";
                    break;
                case RecordedStepKind.Entry:
                    lines[^1] = "entry" + Changes(step);
                    break;
                case RecordedStepKind.Line:
                    lines[^1] += Changes(step);
                    lines.Add(Statement(recorded, step.Place));
                    break;
                default:
                    lines[^1] += Changes(step, own: false);
                    lines.Add(recorded.Outcome + Changes(step, own: true));
                    break;
            }
        }

        return [.. lines.Where(line => line is not ("{" or "}"))];
    }

    private static string Changes(RecordedStep step, bool? own = null) => string.Concat((step.Values ?? [])
        .Where(value => own is null || value.Name.StartsWith('@') == own).Select(value => $" | {value.Name}={Text(value.Nodes)}"));

    private static string Statement(Recorded recorded, int index)
    {
        var place = recorded.Places[index];
        var lines = File.ReadAllLines(Path.Combine(s_sources, Path.GetFileName(recorded.Files[place.File].Path)));
        var line = lines[place.Line - 1];
        return line[(place.Column - 1)..(place.EndLine == place.Line ? place.EndColumn - 1 : line.Length)].Trim();
    }

    public static string Text(CapturedNode[] nodes, int index = 0)
    {
        var node = nodes[index];
        return node.Kind switch
        {
            "null" => "null",
            "object" when node.Type!.EndsWith("Exception", StringComparison.Ordinal) && node.Fields?.FirstOrDefault(field => field.Name == "Message") is { } message =>
                $"{node.Type[(node.Type.LastIndexOf('.') + 1)..]}: {Text(nodes, message.Node)}",
            "object" when node.Fields is { } fields => $"{Short(node.Type)}{{{string.Join(" ", fields.Select(field => $"{field.Name}={Text(nodes, field.Node)}"))}}}",
            "object" => Short(node.Type),
            "list" or "dictionary" => $"[{string.Join(" ", (node.Items ?? []).Select(item => Text(nodes, item)))}]",
            "unavailable" => $"<{node.Value}>",
            "redacted" => "<redacted>",
            _ => node.Value ?? node.Kind,
        };
    }

    private static string Short(string? type) => type is null ? "" : type.Replace("Conformance.Records.", "", StringComparison.Ordinal);
}
