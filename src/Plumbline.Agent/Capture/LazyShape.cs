using System.Reflection;

namespace Plumbline.Agent.Capture;

/// <summary>A lazy value: whether it was made, and the value only if it was.</summary>
internal sealed class LazyShape : TreeShape
{
    private static readonly byte[] s_created = JsonName.Prefix("IsValueCreated");
    private static readonly byte[] s_value = JsonName.Prefix("Value");
    private readonly FieldInfo _state;
    private readonly FieldAccess _value;

    private LazyShape(FieldInfo state, FieldInfo value)
    {
        _state = state;
        _value = FieldAccess.For(value);
    }

    public static LazyShape? For(Type type)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            if (level.IsConstructedGenericType && level.GetGenericTypeDefinition() == typeof(Lazy<>))
            {
                var state = level.GetField("_state", BindingFlags.Instance | BindingFlags.NonPublic);
                var value = level.GetField("_value", BindingFlags.Instance | BindingFlags.NonPublic);
                return state is null || value is null ? null : new LazyShape(state, value);
            }
        }

        return null;
    }

    public override void Write(CaptureGraph graph, object value, TupleNames? names)
    {
        // The runtime clears the state once the value is in place.
        var created = _state.GetValue(value) is null;
        graph.Field(s_created, graph.Add(ref created, null));
        if (created && graph.HasRoom(s_value.Length))
        {
            graph.Field(s_value, _value.Add(graph, value, names?.Part(0)));
        }
    }
}
