using System.Reflection;
using System.Text.Json;

namespace Plumbline.Agent.Capture;

/// <summary>Types of the framework whose fields are not what a reader wants to see.</summary>
internal static class FrameworkTree
{
    private const string Grouping = "System.Linq.Grouping`2";

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

        return type.IsConstructedGenericType && type.GetGenericTypeDefinition().FullName == Grouping ? Group(type) : LazyShape.For(type);
    }

    /// <summary>A list that has a key, which may say that what is in it is secret.</summary>
    private static ObjectShape? Group(Type type)
    {
        FieldPlan[] fields =
        [
            .. new[] { ("_key", "Key"), ("_count", "Count"), ("_elements", "Elements") }
                .Select(field => (Info: type.GetField(field.Item1, BindingFlags.Instance | BindingFlags.NonPublic), Name: field.Item2))
                .Where(field => field.Info is not null).Select(field => new FieldPlan(field.Info!, field.Name)),
        ];
        return fields.Length == 3 ? new ObjectShape(type, fields) : null;
    }
}
