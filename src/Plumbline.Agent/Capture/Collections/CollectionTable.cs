using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Plumbline.Agent.Capture.Collections;

/// <summary>Which reader belongs to which collection of the framework.</summary>
internal static class CollectionTable
{
    private static readonly Dictionary<Type, Type> s_readers = new()
    {
        [typeof(List<>)] = typeof(ListItems<>),
        [typeof(Dictionary<,>)] = typeof(DictionaryItems<,>),
        [typeof(HashSet<>)] = typeof(HashSetItems<>),
        [typeof(Queue<>)] = typeof(QueueItems<>),
        [typeof(Stack<>)] = typeof(StackItems<>),
    };

    public static Shape? Find(Type type) =>
        type.IsConstructedGenericType && s_readers.TryGetValue(type.GetGenericTypeDefinition(), out var reader)
            ? CollectionShape.Make(reader, type.GenericTypeArguments)
            : null;
}
