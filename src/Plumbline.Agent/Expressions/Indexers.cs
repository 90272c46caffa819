using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Linq.Expressions;

namespace Plumbline.Agent.Expressions;

/// <summary>The indexers of framework types, called through methods that check first and never throw for a bad index.</summary>
/// <param name="Key">Type of the key of a dictionary; null for a position.</param>
/// <param name="Value">Type of the element.</param>
/// <param name="Method">Which method of <see cref="Indexing"/> reads it.</param>
internal sealed record Indexers(Type? Key, Type Value, string Method)
{
    private static readonly Type[] s_lookups =
    [
        typeof(Dictionary<,>), typeof(ConcurrentDictionary<,>), typeof(SortedDictionary<,>), typeof(SortedList<,>),
        typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>), typeof(FrozenDictionary<,>), typeof(IDictionary<,>), typeof(IReadOnlyDictionary<,>),
        typeof(System.Collections.ObjectModel.ReadOnlyDictionary<,>), typeof(IImmutableDictionary<,>),
    ];

    private static readonly Type[] s_positionals = [typeof(List<>), typeof(IList<>), typeof(IReadOnlyList<>), typeof(IImmutableList<>), typeof(ImmutableList<>)];

    public bool IsLookup => Key is not null;

    public static Indexers? Find(Type type)
    {
        if (type == typeof(string))
        {
            return new Indexers(null, typeof(char), nameof(Indexing.TryChar));
        }

        for (var t = type; t is not null; t = t.BaseType)
        {
            if (!t.IsGenericType)
            {
                continue;
            }

            var definition = t.GetGenericTypeDefinition();
            var arguments = t.GetGenericArguments();
            var positional = definition == typeof(SpanView<>) ? nameof(Indexing.TrySpan)
                : definition == typeof(ImmutableArray<>) ? nameof(Indexing.TryImmutable)
                : definition == typeof(ArraySegment<>) ? nameof(Indexing.TrySegment)
                : Array.IndexOf(s_positionals, definition) >= 0 ? nameof(Indexing.TryList)
                : null;
            if (positional is not null)
            {
                return new Indexers(null, arguments[0], positional);
            }

            if (Array.IndexOf(s_lookups, definition) >= 0)
            {
                return new Indexers(arguments[0], arguments[1], nameof(Indexing.TryLookup));
            }
        }

        return null;
    }

    /// <summary>Key types whose equality and hash are the framework's.</summary>
    public static bool IsSafeKey(Type type) =>
        type.IsEnum || type.IsPrimitive || type == typeof(string) || type == typeof(decimal) || LibraryOperators.HasEquality(type);

    public Expression Call(Expression target, Expression key, ParameterExpression value)
    {
        Type[]? arguments = Method switch
        {
            nameof(Indexing.TryChar) => null,
            nameof(Indexing.TryLookup) => [Key!, Value],
            _ => [Value],
        };
        return Expression.Call(typeof(Indexing), Method, arguments, target, key, value);
    }
}

/// <summary>What compiled expressions call for an index. False where there is nothing at it, or it can't be told safely.</summary>
internal static class Indexing
{
    public static bool TryChar(string text, long index, out char value)
    {
        value = default;
        if ((ulong)index >= (ulong)text.Length)
        {
            return false;
        }

        value = text[(int)index];
        return true;
    }

    public static bool TrySpan<T>(SpanView<T> span, long index, out T? value)
    {
        value = default;
        if ((ulong)index >= (ulong)span.Length)
        {
            return false;
        }

        value = span.At((int)index);
        return true;
    }

    public static bool TryImmutable<T>(ImmutableArray<T> array, long index, out T? value)
    {
        value = default;
        if (array.IsDefault || (ulong)index >= (ulong)array.Length)
        {
            return false;
        }

        value = array[(int)index];
        return true;
    }

    public static bool TrySegment<T>(ArraySegment<T> segment, long index, out T? value)
    {
        value = default;
        if ((ulong)index >= (ulong)segment.Count)
        {
            return false;
        }

        value = segment.Array![segment.Offset + (int)index];
        return true;
    }

    /// <summary>A list behind an interface: only what is known to be the framework's is read.</summary>
    public static bool TryList<T>(object list, long index, out T? value)
    {
        value = default;
        switch (list)
        {
            case List<T> known when (ulong)index < (ulong)known.Count:
                value = known[(int)index];
                return true;
            case T[] array when (ulong)index < (ulong)array.Length:
                value = array[index];
                return true;
            case ImmutableList<T> tree when (ulong)index < (ulong)tree.Count:
                value = tree[(int)index];
                return true;
            case ImmutableArray<T> array:
                return TryImmutable(array, index, out value);
            case ArraySegment<T> segment:
                return TrySegment(segment, index, out value);
            default:
                return false;
        }
    }

    public static bool TryLookup<TKey, TValue>(object map, TKey key, out TValue? value)
        where TKey : notnull
    {
        value = default;
        if (key is null)
        {
            return false;
        }

        return map switch
        {
            Dictionary<TKey, TValue> known => IsFramework(known.Comparer) && known.TryGetValue(key, out value),
            ConcurrentDictionary<TKey, TValue> known => IsFramework(known.Comparer) && known.TryGetValue(key, out value),
            SortedDictionary<TKey, TValue> known => IsFramework(known.Comparer) && known.TryGetValue(key, out value),
            SortedList<TKey, TValue> known => IsFramework(known.Comparer) && known.TryGetValue(key, out value),
            ImmutableDictionary<TKey, TValue> known => IsFramework(known.KeyComparer) && known.TryGetValue(key, out value),
            ImmutableSortedDictionary<TKey, TValue> known => IsFramework(known.KeyComparer) && known.TryGetValue(key, out value),
            FrozenDictionary<TKey, TValue> known => IsFramework(known.Comparer) && known.TryGetValue(key, out value),
            System.Collections.ObjectModel.ReadOnlyDictionary<TKey, TValue> known => TryLookup(Inner(known), key, out value),
            _ => false,
        };
    }

    private static object Inner<TKey, TValue>(System.Collections.ObjectModel.ReadOnlyDictionary<TKey, TValue> map)
        where TKey : notnull => Wrapped<TKey, TValue>.Of(map) ?? map.GetType();

    /// <summary>A comparer of the framework's on a framework key runs no user code.</summary>
    private static bool IsFramework(object comparer) => comparer.GetType().Assembly == typeof(object).Assembly;

    private static class Wrapped<TKey, TValue>
        where TKey : notnull
    {
        private static readonly System.Reflection.FieldInfo? s_field = typeof(System.Collections.ObjectModel.ReadOnlyDictionary<TKey, TValue>)
            .GetField("m_dictionary", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic);

        public static object? Of(object map) => s_field?.GetValue(map);
    }
}
