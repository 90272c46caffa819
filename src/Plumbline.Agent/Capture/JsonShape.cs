using System.Reflection;
using System.Text.Json;

namespace Plumbline.Agent.Capture;

/// <summary>
/// A piece of a JSON document, by its properties and elements. The document hands texts out whole, so one that is large is
/// not opened.
/// </summary>
internal sealed class JsonShape : TreeShape
{
    private const int MostBytes = 1024 * 1024;

    private static readonly FieldInfo? s_parent = Field(typeof(JsonElement), "_parent");
    private static readonly FieldInfo? s_bytes = Field(typeof(JsonDocument), "_utf8Json");

    public override void Write(CaptureGraph graph, object value, TupleNames? names)
    {
        var parent = s_parent?.GetValue(value);
        if (parent is null || s_bytes?.GetValue(parent) is not ReadOnlyMemory<byte> bytes || bytes.Length > MostBytes)
        {
            graph.Head.Value = parent is null ? "Undefined" : ((JsonElement)value).ValueKind.ToString();
            graph.Head.Cut = parent is null ? null : "characters";
            return;
        }

        var element = (JsonElement)value;
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                graph.Head.Become(DictionaryKind);
                WriteObject(graph, element);
                break;
            case JsonValueKind.Array:
                graph.Head.Become(ListKind);
                WriteArray(graph, element);
                break;
            case JsonValueKind.String:
                graph.BecomeText(element.GetString());
                break;
            default:
                graph.BecomeText(element.GetRawText());
                break;
        }
    }

    private static void WriteObject(CaptureGraph graph, JsonElement element)
    {
        var count = 0;
        foreach (var property in element.EnumerateObject())
        {
            var (name, value) = (property.Name, property.Value);
            if (!CollectionShape.Pair(graph, ref name, ref value, ref count, null))
            {
                return;
            }
        }

        graph.Head.Total = count;
    }

    private static void WriteArray(CaptureGraph graph, JsonElement element)
    {
        var count = 0;
        graph.Head.Total = element.GetArrayLength();
        foreach (var item in element.EnumerateArray())
        {
            var copy = item;
            if (!CollectionShape.Item(graph, ref copy, ref count, null))
            {
                return;
            }
        }
    }

    private static FieldInfo? Field(Type type, string name) => type.GetField(name, BindingFlags.Instance | BindingFlags.NonPublic);
}
