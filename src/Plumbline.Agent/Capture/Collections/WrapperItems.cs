using System.Reflection;

namespace Plumbline.Agent.Capture.Collections;

/// <summary>A collection of the framework around another one, which is shown in its place as far as it is known itself.</summary>
internal sealed class WrapperItems(FieldInfo inner) : CollectionShape
{
    private static readonly byte[] s_items = JsonName.Prefix("items");

    public override long TotalOf(object value) => Inner(value, out var found) is { } shape ? shape.TotalOf(found!) : -1;

    public override void Write(CaptureGraph graph, object value, TupleNames? names)
    {
        if (Inner(value, out var found) is { } shape)
        {
            graph.Head.Become(shape.Kind);
            shape.Write(graph, found!, names);
            return;
        }

        graph.Head.Become(ObjectKind);
        graph.Field(s_items, graph.AddObject(found, names));
    }

    private CollectionShape? Inner(object value, out object? found)
    {
        found = inner.GetValue(value);
        return found is null ? null : TypePlans.Of(found.GetType()).Shape as CollectionShape;
    }
}
