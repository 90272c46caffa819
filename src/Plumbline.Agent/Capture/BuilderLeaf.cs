using System.Text;

namespace Plumbline.Agent.Capture;

/// <summary>The first characters of a StringBuilder, copied: it has no text of its own to point into.</summary>
internal sealed class BuilderLeaf : LeafShape
{
    public override int Add(CaptureGraph graph, TypePlan plan, object value)
    {
        var builder = (StringBuilder)value;
        var length = builder.Length;
        var window = Math.Min(length, TextLeaf.Window(graph));
        var copy = new char[window];
        builder.CopyTo(0, copy, window);
        return TextLeaf.Add(graph, copy, length, "string\",\"type\":\"System.Text.StringBuilder"u8);
    }
}
