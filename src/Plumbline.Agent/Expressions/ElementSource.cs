using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;

namespace Plumbline.Agent.Expressions;

/// <summary>How the elements of a framework collection are reached without running user code.</summary>
internal enum ElementAccess
{
    Array,
    String,
    List,
    Span,

    /// <summary>By a cursor that looks at the run-time type: interfaces.</summary>
    Cursor,

    /// <summary>By the collection's own enumerator, a struct where the framework has one.</summary>
    Enumerator,
}

/// <param name="Collection">The framework type that the elements are read from.</param>
/// <param name="Element">Type of the elements.</param>
internal sealed record ElementSource(ElementAccess Access, Type Collection, Type Element)
{
    private static readonly Type[] s_enumerable =
    [
        typeof(Dictionary<,>), typeof(HashSet<>), typeof(Queue<>), typeof(Stack<>), typeof(LinkedList<>), typeof(SortedDictionary<,>),
        typeof(SortedList<,>), typeof(SortedSet<>), typeof(ConcurrentDictionary<,>), typeof(ConcurrentQueue<>), typeof(ConcurrentStack<>),
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableDictionary<,>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedDictionary<,>),
        typeof(ImmutableSortedSet<>), typeof(ImmutableQueue<>), typeof(ImmutableStack<>), typeof(ArraySegment<>), typeof(FrozenDictionary<,>), typeof(FrozenSet<>),
        typeof(Dictionary<,>.KeyCollection), typeof(Dictionary<,>.ValueCollection),
    ];

    private static readonly Type[] s_contracts =
    [
        typeof(IEnumerable<>), typeof(ICollection<>), typeof(IList<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyList<>), typeof(ISet<>),
        typeof(IReadOnlySet<>), typeof(IDictionary<,>), typeof(IReadOnlyDictionary<,>), typeof(System.Collections.ObjectModel.Collection<>),
        typeof(System.Collections.ObjectModel.ReadOnlyCollection<>), typeof(System.Collections.ObjectModel.ObservableCollection<>), typeof(IImmutableList<>),
    ];

    /// <summary>Whether counting needs no loop.</summary>
    public bool HasCount => Access != ElementAccess.Enumerator;

    public static ElementSource? Find(Type type)
    {
        if (type == typeof(string))
        {
            return new ElementSource(ElementAccess.String, type, typeof(char));
        }

        if (type.IsSZArray)
        {
            return new ElementSource(ElementAccess.Array, type, type.GetElementType()!);
        }

        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t.IsGenericType && OfGeneric(t, t.GetGenericTypeDefinition()) is { } source)
            {
                return source;
            }
        }

        return null;
    }

    /// <summary>Exactly a collection of the framework, whose enumerator is the framework's alone.</summary>
    public static bool IsKnown(Type type) =>
        type.IsSZArray || (type.IsGenericType && type.GetGenericTypeDefinition() is var definition
            && (definition == typeof(List<>) || Array.IndexOf(s_enumerable, definition) >= 0
                || (definition.Assembly == typeof(FrozenSet<>).Assembly && definition.Namespace == typeof(FrozenSet<>).Namespace)));

    private static ElementSource? OfGeneric(Type type, Type definition)
    {
        var arguments = type.GetGenericArguments();
        if (definition == typeof(List<>))
        {
            return new ElementSource(ElementAccess.List, type, arguments[0]);
        }

        if (definition == typeof(SpanView<>))
        {
            return new ElementSource(ElementAccess.Span, type, arguments[0]);
        }

        var isKnown = Array.IndexOf(s_enumerable, definition) >= 0;
        if (!isKnown && Array.IndexOf(s_contracts, definition) < 0)
        {
            return null;
        }

        var isFrozen = definition == typeof(FrozenDictionary<,>) || definition == typeof(FrozenSet<>);
        var access = isKnown && !isFrozen ? ElementAccess.Enumerator : ElementAccess.Cursor;
        return new ElementSource(access, type, ElementOf(type, definition, arguments));
    }

    private static Type ElementOf(Type type, Type definition, Type[] arguments) =>
        definition == typeof(Dictionary<,>.KeyCollection) ? arguments[0]
        : definition == typeof(Dictionary<,>.ValueCollection) ? arguments[1]
        : arguments.Length == 2 ? typeof(KeyValuePair<,>).MakeGenericType(arguments)
        : arguments[0];

    /// <summary>The private array and size of a List, so that a list changed by another thread is read within bounds.</summary>
    public (FieldInfo Items, FieldInfo Size)? ListFields()
    {
        const BindingFlags Private = BindingFlags.Instance | BindingFlags.NonPublic;
        return Collection.GetField("_items", Private) is { } items && Collection.GetField("_size", Private) is { } size ? (items, size) : null;
    }

    public MethodInfo? GetEnumeratorMethod() => Collection.GetMethod("GetEnumerator", BindingFlags.Instance | BindingFlags.Public, []);
}

/// <summary>Walks a collection whose type is known at run time only.</summary>
internal struct ElementCursor<T>
{
    private T[]? _items;
    private int _next;
    private int _end;
    private IEnumerator<T>? _enumerator;

    /// <summary>False where the collection is not the framework's.</summary>
    public static bool TryOpen(object source, out ElementCursor<T> cursor)
    {
        cursor = default;
        source = Unwrap(source);
        if (source is T[] array && source.GetType() == typeof(T[]))
        {
            cursor._items = array;
            cursor._end = array.Length;
            return true;
        }

        if (!ElementSource.IsKnown(source.GetType()) || source is not IEnumerable<T> elements)
        {
            return false;
        }

        cursor._enumerator = elements.GetEnumerator();
        return true;
    }

    /// <summary>Number of elements, or -1 where it can't be told.</summary>
    public static int CountOf(object source)
    {
        source = Unwrap(source);
        if (!ElementSource.IsKnown(source.GetType()))
        {
            return -1;
        }

        return IsLocking(source.GetType()) ? Walk(source) : source switch
        {
            ICollection<T> collection => collection.Count,
            IReadOnlyCollection<T> collection => collection.Count,
            _ => Walk(source),
        };
    }

    private static int Walk(object source)
    {
        var count = 0;
        if (!TryOpen(source, out var cursor))
        {
            return -1;
        }

        while (cursor.Next(out _))
        {
            if (++count > ExpressionLimits.Elements)
            {
                return -1;
            }
        }

        return count;
    }

    public bool Next(out T? element)
    {
        if (_items is not null)
        {
            var more = _next < _end;
            element = more ? _items[_next++] : default;
            return more;
        }

        var moved = _enumerator!.MoveNext();
        element = moved ? _enumerator.Current : default;
        return moved;
    }

    /// <summary>Counting a ConcurrentDictionary takes all its locks.</summary>
    private static bool IsLocking(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ConcurrentDictionary<,>);

    private static object Unwrap(object source)
    {
        for (var depth = 0; depth < 4; depth++)
        {
            var field = source switch
            {
                System.Collections.ObjectModel.Collection<T> => WrappedField(typeof(System.Collections.ObjectModel.Collection<T>), "items"),
                System.Collections.ObjectModel.ReadOnlyCollection<T> => WrappedField(typeof(System.Collections.ObjectModel.ReadOnlyCollection<T>), "list"),
                _ => null,
            };
            if (field?.GetValue(source) is not { } inner)
            {
                return source;
            }

            source = inner;
        }

        return source;
    }

    private static FieldInfo? WrappedField(Type type, string name) => type.GetField(name, BindingFlags.Instance | BindingFlags.NonPublic);
}
