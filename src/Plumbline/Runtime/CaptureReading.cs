using System.Text.Json;

namespace Plumbline.Runtime;

/// <summary>The parts of a captured message that hold values: <c>values</c> name them, <c>nodes</c> hold them, by index. No index is trusted.</summary>
internal static class CaptureReading
{
    public static bool HasNodes(JsonElement json) => Nodes(json).Length > 0;

    public static JsonElement[] Values(JsonElement json) => List(json, "values");

    public static JsonElement[] Nodes(JsonElement json) => List(json, "nodes");

    /// <summary>Run-time type of the captured exception, or null.</summary>
    public static string? ExceptionType(JsonElement json)
    {
        var nodes = Nodes(json);
        foreach (var value in Values(json))
        {
            if (TextOf(value, "role") == "exception" && Node(value, nodes.Length) is { } index)
            {
                return TextOf(nodes[index], "type");
            }
        }

        return null;
    }

    /// <summary>Index of the node that a value or field points to, or null where there is none.</summary>
    public static int? Node(JsonElement pointer, int count) =>
        pointer.TryGetProperty("node", out var node) && node.ValueKind == JsonValueKind.Number && node.TryGetInt32(out var index) && index >= 0 && index < count
            ? index
            : null;

    public static string? TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The objects of a list.</summary>
    public static JsonElement[] List(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)]
            : [];
}
