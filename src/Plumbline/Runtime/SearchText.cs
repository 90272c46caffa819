using System.Text;
using System.Text.Json;

namespace Plumbline.Runtime;

/// <summary>Every scalar of an event as <c>name=value</c>, one a line, in lower case, bounded: what <c>--value</c> looks into.</summary>
internal sealed class SearchText
{
    /// <summary>UTF-16 units of one event.</summary>
    public const int MostCharacters = 32 * 1024;

    /// <summary>Members that say nothing a user would look for.</summary>
    private static readonly HashSet<string> s_passed = ["t", "id", "at", "probe", "hit", "threadId", "received"];

    private readonly StringBuilder _text = new();

    private bool IsFull => _text.Length >= MostCharacters;

    public string Of(JsonElement json)
    {
        Walk(json, "");
        return Storable(_text.ToString(0, Math.Min(_text.Length, MostCharacters)));
    }

    /// <summary>Text that every database takes: no NUL, at which LIKE would stop, and no half of a surrogate pair.</summary>
    public static string Storable(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') && !text.Contains('\0', StringComparison.Ordinal))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.Value == 0 ? Rune.ReplacementChar.ToString() : rune.ToString());
        }

        return clean.ToString();
    }

    private void Walk(JsonElement json, string name)
    {
        if (IsFull)
        {
            return;
        }

        switch (json.ValueKind)
        {
            case JsonValueKind.Object when CaptureReading.HasNodes(json):
                Capture(json);
                break;
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject().Where(member => !s_passed.Contains(member.Name)))
                {
                    Walk(member.Value, member.Name);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                {
                    Walk(item, name);
                }

                break;
            default:
                Add(name, json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText());
                break;
        }
    }

    /// <summary>Values that point into nodes, or, in a recording, one value with its nodes.</summary>
    private void Capture(JsonElement json)
    {
        var nodes = CaptureReading.Nodes(json);
        var names = Names(json, nodes);
        for (var i = 0; i < nodes.Length && !IsFull; i++)
        {
            var kind = CaptureReading.TextOf(nodes[i], "kind");
            if (kind == "null")
            {
                Add(names[i], "null");
            }
            else if (kind is not "redacted" and not "unavailable" && CaptureReading.TextOf(nodes[i], "value") is { } value)
            {
                Add(names[i], value);
            }
        }
    }

    /// <summary>The first name by which each node is reached; an element goes by the name of its list.</summary>
    private static string[] Names(JsonElement json, JsonElement[] nodes)
    {
        var names = new string?[nodes.Length];
        void Take(JsonElement pointer)
        {
            if (CaptureReading.Node(pointer, nodes.Length) is { } index)
            {
                names[index] ??= CaptureReading.TextOf(pointer, "name") ?? "";
            }
        }

        if (CaptureReading.Values(json).Length == 0)
        {
            names[0] = CaptureReading.TextOf(json, "name");
        }

        foreach (var pointer in CaptureReading.Values(json).Concat(nodes.SelectMany(node => CaptureReading.List(node, "fields"))))
        {
            Take(pointer);
        }

        for (var i = 0; i < nodes.Length; i++)
        {
            foreach (var item in Items(nodes[i]).Where(item => item < nodes.Length))
            {
                names[item] ??= names[i];
            }
        }

        return [.. names.Select(name => name ?? "")];
    }

    private static IEnumerable<int> Items(JsonElement node) =>
        node.TryGetProperty("items", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(n => n.ValueKind == JsonValueKind.Number && n.TryGetInt32(out var i) && i >= 0).Select(n => n.GetInt32())
            : [];

    private void Add(string name, string value)
    {
        if (_text.Length > 0)
        {
            _text.Append('\n');
        }

        var room = Math.Max(0, MostCharacters - _text.Length);
        _text.Append(name.ToLowerInvariant()).Append('=').Append(value.AsSpan(0, Math.Min(value.Length, room)).ToString().ToLowerInvariant());
    }
}
