using System.Collections;
using System.Reflection;

namespace Plumbline.Agent.Facts;

/// <summary>How many items a collection of the framework holds, without running code of the user or taking a lock.</summary>
internal static class CollectionSize
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Fields whose difference is the size: one or two; none where the type does not have it in fields.</summary>
    public static FieldInfo[] FieldsOf(Type type)
    {
        for (var known = type; known is not null; known = known.BaseType)
        {
            if (known.IsGenericType && Names(known.GetGenericTypeDefinition()) is { Length: > 0 } names)
            {
                var fields = names.Select(name => known.GetField(name, Fields)).OfType<FieldInfo>().Where(field => field.FieldType == typeof(int)).ToArray();
                return fields.Length == names.Length ? fields : [];
            }
        }

        return [];
    }

    /// <summary>Whether values of a declared type may be collections whose size only their own type tells.</summary>
    public static bool IsLate(Type type) =>
        type.IsInterface && (typeof(IEnumerable).IsAssignableFrom(type) || type == typeof(IEnumerable));

    /// <summary>-1 where it is not known.</summary>
    public static int Of(object value)
    {
        if (value is Array array)
        {
            return array.Length;
        }

        var type = value.GetType();
        var isFramework = type.IsGenericType && (type.Assembly == typeof(object).Assembly || type.Assembly == typeof(Stack<>).Assembly);
        return isFramework && type.Namespace == "System.Collections.Generic" && value is ICollection collection ? collection.Count : -1;
    }

    private static string[] Names(Type definition) =>
        definition == typeof(List<>) || definition == typeof(Queue<>) || definition == typeof(Stack<>) ? ["_size"]
        : definition == typeof(Dictionary<,>) || definition == typeof(HashSet<>) ? ["_count", "_freeCount"]
        : definition == typeof(Memory<>) || definition == typeof(ReadOnlyMemory<>) || definition == typeof(Span<>) || definition == typeof(ReadOnlySpan<>) ? ["_length"]
        : definition == typeof(ArraySegment<>) ? ["_count"]
        : [];
}
