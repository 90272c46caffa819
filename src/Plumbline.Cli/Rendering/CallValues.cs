using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>The values of one call in few lines: enough to see what was odd. `plumb show` has them all.</summary>
internal sealed class CallValues(Palette palette)
{
    private const int MostLines = 30;

    /// <summary>What has that many fields, and no plain value in any, is a service even if it keeps some collections.</summary>
    private const int FieldsOfService = 3;
    private const int MostLinesOfValue = 12;

    /// <summary>What the call was given says more than the object that it was made on, which is often a service with services.</summary>
    public IEnumerable<string> Lines(Captured capture) =>
        capture.Values.Where(value => !IsIdleToken(capture, value)).OrderBy(value => value.Role == "this")
            .SelectMany(value => Value(capture, value)).Take(MostLines);

    /// <summary>The first lines of one value.</summary>
    private IEnumerable<string> Value(Captured capture, CapturedValue value)
    {
        const string Branch = "└─ ";
        var lines = new NodeTree(capture.Nodes, palette).Roots([value]);
        var most = IsService(capture, value) ? 1 : MostLinesOfValue;
        foreach (var line in lines.Take(most))
        {
            yield return line[Branch.Length..];
        }

        if (lines.Count > most && most > 1)
        {
            yield return palette.Faint($"   … {lines.Count - most} more lines");
        }
    }

    /// <summary>Whether it is an object that only refers to others: a service, of which the type says enough.</summary>
    private static bool IsService(Captured capture, CapturedValue value) =>
        Node(capture, value.Node) is { Kind: "object", Fields: { Length: > 0 } fields }
        && Array.TrueForAll(fields, field => Node(capture, field.Node)?.Kind is "object" or "delegate" or "null" or "redacted"
            || (fields.Length >= FieldsOfService && Node(capture, field.Node)?.Kind is "list" or "dictionary"));

    /// <summary>A token that nobody cancelled says nothing.</summary>
    private static bool IsIdleToken(Captured capture, CapturedValue value) =>
        Node(capture, value.Node) is { Type: "System.Threading.CancellationToken", Fields: [var only] } && Node(capture, only.Node)?.Value == "false";

    private static CapturedNode? Node(Captured capture, int index) => capture.Nodes.ElementAtOrDefault(index);
}
