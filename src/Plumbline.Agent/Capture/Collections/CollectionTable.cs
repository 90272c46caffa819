using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.Dynamic;
using System.Reflection;

namespace Plumbline.Agent.Capture.Collections;

/// <summary>Which reader belongs to which collection of the framework.</summary>
internal static class CollectionTable
{
    private static readonly Dictionary<Type, Type> s_readers = new()
    {
        [typeof(List<>)] = typeof(ListItems<>), [typeof(Dictionary<,>)] = typeof(DictionaryItems<,>),
        [typeof(HashSet<>)] = typeof(HashSetItems<>), [typeof(Queue<>)] = typeof(QueueItems<>), [typeof(Stack<>)] = typeof(StackItems<>),
        [typeof(SortedDictionary<,>)] = typeof(SortedDictionaryItems<,>), [typeof(SortedList<,>)] = typeof(SortedListItems<,>),
        [typeof(SortedSet<>)] = typeof(SortedSetItems<>), [typeof(LinkedList<>)] = typeof(LinkedListItems<>),
        [typeof(PriorityQueue<,>)] = typeof(PriorityQueueItems<,>),
        [typeof(ConcurrentDictionary<,>)] = typeof(ConcurrentDictionaryItems<,>), [typeof(ConcurrentStack<>)] = typeof(ConcurrentStackItems<>),
        [typeof(ConcurrentQueue<>)] = typeof(ConcurrentQueueItems<>), [typeof(ConcurrentBag<>)] = typeof(ConcurrentBagItems<>),
        [typeof(ImmutableArray<>)] = typeof(ImmutableArrayItems<>), [typeof(ImmutableList<>)] = typeof(ImmutableListItems<>),
        [typeof(ImmutableDictionary<,>)] = typeof(ImmutableDictionaryItems<,>),
        [typeof(ImmutableSortedDictionary<,>)] = typeof(ImmutableSortedDictionaryItems<,>),
        [typeof(ImmutableHashSet<>)] = typeof(ImmutableHashSetItems<>), [typeof(ImmutableSortedSet<>)] = typeof(ImmutableSortedSetItems<>),
        [typeof(ImmutableQueue<>)] = typeof(ImmutableQueueItems<>), [typeof(ImmutableStack<>)] = typeof(ImmutableStackItems<>),
        [typeof(FrozenDictionary<,>)] = typeof(FrozenDictionaryItems<,>), [typeof(FrozenSet<>)] = typeof(FrozenSetItems<>),
        [typeof(ArraySegment<>)] = typeof(SegmentItems<>), [typeof(Memory<>)] = typeof(MemoryItems<>),
        [typeof(ReadOnlyMemory<>)] = typeof(MemoryItems<>),
    };

    private static readonly Dictionary<Type, string> s_wrappers = new()
    {
        [typeof(Collection<>)] = "items", [typeof(ReadOnlyCollection<>)] = "list", [typeof(ReadOnlyDictionary<,>)] = "m_dictionary",
        [typeof(BlockingCollection<>)] = "_collection",
    };

    /// <param name="type">A type or one of its bases.</param>
    /// <param name="exact">The type itself.</param>
    public static Shape? Find(Type type, Type exact)
    {
        if (type == typeof(NameObjectCollectionBase))
        {
            return NamedItems.CanRead ? new NamedItems() : null;
        }

        if (!type.IsConstructedGenericType)
        {
            return Old(exact);
        }

        var open = type.GetGenericTypeDefinition();
        if (s_wrappers.TryGetValue(open, out var name))
        {
            return type.GetField(name, BindingFlags.Instance | BindingFlags.NonPublic) is { } inner ? new WrapperItems(inner) : null;
        }

        if (TypeName.IsCompilersList(type))
        {
            return type.GetField("_items", BindingFlags.Instance | BindingFlags.NonPublic) is { } items ? new WrapperItems(items) : null;
        }

        // SAFETY: the view between two bounds asks the user's comparer when it is read.
        var isView = open == typeof(SortedSet<>) && exact != type && exact.Assembly == type.Assembly;
        return !isView && s_readers.TryGetValue(open, out var reader) ? CollectionShape.Make(reader, type.GenericTypeArguments) : null;
    }

    private static Shape? Old(Type exact) =>
        exact == typeof(ArrayList) ? new ArrayListItems()
        : exact == typeof(Hashtable) ? new HashtableItems()
        : exact == typeof(ExpandoObject) ? new ExpandoItems()
        : null;
}
