using System.Globalization;
using System.Text;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>A captured value on one line: Order { Id = 3, Total = 4.50 }. Indexes come from another process: none is trusted.</summary>
internal static class InlineValue
{
    private const int MostMembers = 6;
    private const int MostText = 60;

    public static string Of(CapturedNode[] nodes) => Of(nodes, 0, isNested: false);

    /// <summary>A type's name without namespaces.</summary>
    public static string Short(string type)
    {
        var result = new StringBuilder(type.Length);
        var start = 0;
        for (var i = 0; i <= type.Length; i++)
        {
            if (i < type.Length && (char.IsLetterOrDigit(type[i]) || type[i] is '_'))
            {
                continue;
            }

            if (i == type.Length || type[i] != '.')
            {
                result.Append(type, start, Math.Min(i + 1, type.Length) - start);
            }

            start = i + 1;
        }

        return SafeText.OneLine(result.ToString());
    }

    private static string Of(CapturedNode[] nodes, int index, bool isNested)
    {
        if (index < 0 || index >= nodes.Length)
        {
            return "?";
        }

        var node = nodes[index];
        return node.Kind switch
        {
            "object" => Object(nodes, node, isNested),
            "list" or "dictionary" => List(nodes, node, isNested),
            "redacted" => "‹redacted›",
            "unavailable" => $"‹{SafeText.OneLine(node.Value ?? "not available")}›",
            "null" => "null",
            "string" => Quoted(node),
            "char" => $"'{SafeText.OneLine(node.Value ?? "")}'",
            "delegate" or "type" => Short(node.Value ?? node.Kind),
            _ => SafeText.OneLine(node.Value ?? node.Kind),
        };
    }

    private static string Quoted(CapturedNode node)
    {
        var text = node.Value ?? "";
        var isCut = text.Length > MostText || node.Cut is not null;
        return $"\"{SafeText.OneLine(text.Length > MostText ? text[..MostText] : text)}{(isCut ? "…" : "")}\"";
    }

    private static string Object(CapturedNode[] nodes, CapturedNode node, bool isNested)
    {
        var type = Short(node.Type ?? "object");
        var fields = node.Fields ?? [];
        if (type.EndsWith("Exception", StringComparison.Ordinal) && Array.Find(fields, field => field.Name == "Message") is { } message)
        {
            return $"{type}: {Of(nodes, message.Node, isNested: true)}";
        }

        if (isNested || fields.Length == 0)
        {
            return type + (isNested || node.Cut is not null ? "" : " { }");
        }

        var shown = fields.Take(MostMembers).Select(field => $"{SafeText.OneLine(field.Name)} = {Of(nodes, field.Node, isNested: true)}");
        return $"{type} {{ {string.Join(", ", shown)}{(fields.Length > MostMembers || node.Cut is not null ? ", …" : "")} }}";
    }

    private static string List(CapturedNode[] nodes, CapturedNode node, bool isNested)
    {
        var type = Short(node.Type ?? node.Kind);
        var count = node.Total is { } total ? string.Create(CultureInfo.InvariantCulture, $"({total})") : "";
        var items = node.Items ?? [];
        if (isNested || items.Length == 0)
        {
            return type + count;
        }

        var texts = node.Kind == "dictionary"
            ? items.Chunk(2).Select(pair => string.Join(": ", pair.Select(item => Of(nodes, item, isNested: true))))
            : items.Select(item => Of(nodes, item, isNested: true));
        return $"{type}{count} [{string.Join(", ", texts.Take(MostMembers))}{(node.Cut is not null || items.Length > MostMembers ? ", …" : "")}]";
    }
}
