using System.Globalization;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>
/// The nodes of one capture as a tree. An object that is reached twice is printed once and marked <c>&amp;1</c>; every other way to it
/// shows the mark, so a cycle ends where it closes. Indexes come from another process: none is trusted.
/// </summary>
internal sealed class NodeTree
{
    private readonly CapturedNode[] _nodes;
    private readonly Palette _palette;
    private readonly Dictionary<int, int> _marks = [];
    private readonly HashSet<int> _printed = [];
    private readonly HashSet<int> _open = [];
    private readonly List<string> _lines = [];

    public NodeTree(CapturedNode[] nodes, Palette palette)
    {
        _nodes = nodes;
        _palette = palette;
    }

    public IReadOnlyList<string> Roots(CapturedValue[] values)
    {
        _lines.Clear();
        MarkShared(values);
        for (var i = 0; i < values.Length; i++)
        {
            Write(Label(values[i]), values[i].Node, "", i == values.Length - 1);
        }

        return [.. _lines];
    }

    private static string Label(CapturedValue value)
    {
        var name = SafeText.OneLine(value.Name);
        return value.Role is "return" or "exception" && value.Name.TrimStart('@') != value.Role ? $"{value.Role} {name}" : name;
    }

    private void MarkShared(CapturedValue[] values)
    {
        var seen = new HashSet<int>();
        foreach (var index in values.Select(v => v.Node).Concat(_nodes.SelectMany(Children).Select(c => c.Node)))
        {
            if (!seen.Add(index) && Node(index) is { } node && HasIdentity(node))
            {
                _marks.TryAdd(index, _marks.Count + 1);
            }
        }
    }

    private void Write(string label, int index, string indent, bool last)
    {
        var branch = indent + (last ? "└─ " : "├─ ");
        if (Node(index) is not { } node)
        {
            _lines.Add($"{branch}{label} = {_palette.Bad("‹a node that is not there›")}");
            return;
        }

        var known = HasIdentity(node) && _printed.Contains(index);
        _lines.Add($"{branch}{label} = {(known ? Reference(index, node) : Text(index, node))}");
        if (!known)
        {
            _printed.Add(index);
            _open.Add(index);
            WriteBelow(node, indent + (last ? "   " : "│  "));
            _open.Remove(index);
        }
    }

    private void WriteBelow(CapturedNode node, string indent)
    {
        var children = Children(node).ToArray();
        var cut = node.Kind == "string" ? null : node.Cut;
        for (var i = 0; i < children.Length; i++)
        {
            Write(children[i].Label, children[i].Node, indent, i == children.Length - 1 && cut is null);
        }

        if (cut is not null)
        {
            _lines.Add($"{indent}└─ {_palette.Warning("… " + CutText(node, cut))}");
        }
    }

    private IEnumerable<(string Label, int Node)> Children(CapturedNode node)
    {
        foreach (var field in node.Fields ?? [])
        {
            yield return (SafeText.OneLine(field.Name), field.Node);
        }

        var items = node.Items ?? [];
        var dictionary = node.Kind == "dictionary";
        for (var i = 0; i < items.Length; i += dictionary ? 2 : 1)
        {
            if (!dictionary)
            {
                yield return (string.Create(CultureInfo.InvariantCulture, $"[{i}]"), items[i]);
            }
            else if (i + 1 < items.Length)
            {
                if (Node(items[i]) is { } key && HasIdentity(key))
                {
                    yield return (string.Create(CultureInfo.InvariantCulture, $"key {i / 2}"), items[i]);
                    yield return (string.Create(CultureInfo.InvariantCulture, $"value {i / 2}"), items[i + 1]);
                }
                else
                {
                    yield return ($"[{(Node(items[i]) is { } plain ? Scalar(plain) : "?")}]", items[i + 1]);
                }
            }
        }
    }

    private string Text(int index, CapturedNode node)
    {
        var mark = _marks.TryGetValue(index, out var number) ? " " + _palette.Strong($"&{number}") : "";
        var type = node.Type is { } name ? SafeText.OneLine(name) : node.Kind;
        return node.Kind switch
        {
            "object" => _palette.Faint(type) + mark,
            "list" or "dictionary" => _palette.Faint(node.Total is { } total ? $"{type} ({StateText.Number(total)})" : type) + mark,
            "null" => _palette.Value("null") + Typed(node),
            "redacted" => _palette.Warning($"‹redacted{Reason(node)}›") + Typed(node),
            "unavailable" => _palette.Warning($"‹not available{Reason(node)}›") + Typed(node),
            _ => _palette.Value(Scalar(node)) + Typed(node) + mark,
        };
    }

    private string Typed(CapturedNode node) => node.Type is { } type ? "  " + _palette.Faint(SafeText.OneLine(type)) : "";

    private static string Reason(CapturedNode node) => node.Value is { Length: > 0 } value ? ": " + SafeText.OneLine(value) : "";

    private static string Scalar(CapturedNode node)
    {
        var value = SafeText.OneLine(node.Value ?? "");
        return node.Kind switch
        {
            "null" => "null",
            "string" when node.Cut is not null => $"\"{value}\"… ({CutText(node, node.Cut)})",
            "string" => $"\"{value}\"",
            "char" => $"'{value}'",
            "redacted" => "‹redacted›",
            _ => value,
        };
    }

    private static string CutText(CapturedNode node, string cut)
    {
        var shown = node.Kind switch
        {
            "dictionary" => (node.Items?.Length ?? 0) / 2,
            "list" => node.Items?.Length ?? 0,
            "string" => node.Value?.Length ?? 0,
            _ => node.Fields?.Length ?? 0,
        };
        return node.Total is { } total && (cut is "elements" or "characters" or "fields")
            ? $"{StateText.Number(shown)} of {StateText.Number(total)} {cut}"
            : $"cut: {SafeText.OneLine(cut)}";
    }

    private string Reference(int index, CapturedNode node)
    {
        var mark = _marks.TryGetValue(index, out var number) ? $"&{number}" : "above";
        var type = node.Type is { } name ? " " + _palette.Faint(SafeText.OneLine(name)) : "";
        return _palette.Strong("→ " + mark) + type + (_open.Contains(index) ? _palette.Faint(" (cycle)") : "");
    }

    private CapturedNode? Node(int index) => index >= 0 && index < _nodes.Length ? _nodes[index] : null;

    private static bool HasIdentity(CapturedNode node) => node.Kind is "object" or "list" or "dictionary";
}
