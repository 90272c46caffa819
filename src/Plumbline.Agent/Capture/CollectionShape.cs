using Plumbline.Agent.Capture.Collections;

namespace Plumbline.Agent.Capture;

/// <summary>Collections of the framework. A type derived from one is shown as one; any other collection by its fields.</summary>
internal abstract class CollectionShape : TreeShape
{
    public override byte[] Kind => ListKind;

    public static Shape? For(Type type)
    {
        if (type.IsArray)
        {
            var element = type.GetElementType()!;
            if (element.IsPointer || element.IsFunctionPointer)
            {
                return new UnreadableShape();
            }

            return type.IsSZArray ? Make(typeof(ArrayItems<>), [element]) : new GridItems();
        }

        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            if (CollectionTable.Find(level, type) is { } shape)
            {
                return shape;
            }
        }

        return null;
    }

    public static Shape Make(Type open, Type[] arguments) => (Shape)Activator.CreateInstance(open.MakeGenericType(arguments))!;

    /// <summary>Adds an element while there is room for it; false ends the reading.</summary>
    public static bool Item<T>(CaptureGraph graph, ref T value, ref int count, TupleNames? names)
    {
        if (!Next(graph, ref count))
        {
            return false;
        }

        graph.Item(graph.Add(ref value, names));
        return true;
    }

    /// <summary>Adds a key and its value; the value is not read where the key names a secret.</summary>
    public static bool Pair<TKey, TValue>(CaptureGraph graph, ref TKey key, ref TValue value, ref int count, TupleNames? names)
    {
        if (!Next(graph, ref count))
        {
            return false;
        }

        graph.Item(graph.Add(ref key, names?.Part(0)));
        graph.Item(graph.Redactor.IsSecretKey(ref key) && !Redaction.SecretNames.IsHarmlessType(typeof(TValue))
            ? graph.AddRedacted("key"u8)
            : graph.Add(ref value, names?.Part(1)));
        return true;
    }

    /// <summary>Stands for an element that is not read.</summary>
    protected static bool Hidden(CaptureGraph graph, ref int count)
    {
        if (!Next(graph, ref count))
        {
            return false;
        }

        graph.Item(graph.AddRedacted("key"u8));
        return true;
    }

    private static bool Next(CaptureGraph graph, ref int count)
    {
        if (count++ >= graph.Limits.Elements)
        {
            graph.Head.Cut = "elements";
            return false;
        }

        return graph.HasRoom(ItemBytes);
    }

    /// <summary>A key and a value take two numbers, two commas, and two leaves.</summary>
    private const int ItemBytes = 560;
}
