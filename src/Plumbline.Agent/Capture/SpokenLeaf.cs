namespace Plumbline.Agent.Capture;

/// <summary>A value that the framework itself turns into a text.</summary>
/// <param name="isCode">The text names code, and is no value of the user's: no pattern is searched in it.</param>
internal sealed class SpokenLeaf(string kind, Func<object, string?> speak, bool isCode = false) : LeafShape
{
    private const int CodeBytes = 400;

    public bool IsCode => isCode;

    public string? Speak(object value) => speak(value);

    public override int Add(CaptureGraph graph, TypePlan plan, object value)
    {
        var text = speak(value);
        if (!isCode)
        {
            return graph.AddText(kind, plan.Name, text);
        }

        var node = graph.Nodes.BeginLeaf(kind, plan);
        if (text is not null)
        {
            graph.Text.Raw(",\"value\":\""u8);
            graph.Text.Escaped(text, Math.Min(CodeBytes, graph.TextRoom));
            graph.Text.Raw((byte)'"');
        }

        graph.Nodes.EndLeaf(node);
        return node;
    }
}
