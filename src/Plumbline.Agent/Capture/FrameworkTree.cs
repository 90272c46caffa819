using System.Text.Json;

namespace Plumbline.Agent.Capture;

/// <summary>Types of the framework whose fields are not what a reader wants to see.</summary>
internal static class FrameworkTree
{
    public static TreeShape? For(Type type)
    {
        if (TupleNames.IsTuple(type))
        {
            return new TupleShape(type);
        }

        if (type == typeof(CancellationToken) || type == typeof(CancellationTokenSource))
        {
            return new CancellationShape();
        }

        if (type == typeof(JsonElement))
        {
            return new JsonShape();
        }

        if (typeof(Exception).IsAssignableFrom(type))
        {
            return new ObjectShape(type, ExceptionFields.Of(type));
        }

        if (typeof(Task).IsAssignableFrom(type))
        {
            return new TaskShape(type);
        }

        return LazyShape.For(type);
    }
}
