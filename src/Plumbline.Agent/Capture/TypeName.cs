using System.Text;

namespace Plumbline.Agent.Capture;

/// <summary>Names of types in the form of C#.</summary>
internal static class TypeName
{
    private const int MostCharacters = 240;
    private const int MostDepth = 8;

    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(char)] = "char",
        [typeof(short)] = "short", [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint",
        [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double",
        [typeof(decimal)] = "decimal", [typeof(string)] = "string", [typeof(object)] = "object", [typeof(void)] = "void",
        [typeof(nint)] = "nint", [typeof(nuint)] = "nuint",
    };

    /// <summary>With namespaces; cut where it is very long.</summary>
    public static string Of(Type type) => Build(type, full: true);

    /// <summary>Without namespaces and outer types.</summary>
    public static string Short(Type type) => Build(type, full: false);

    /// <summary>The type's own name, without type arguments.</summary>
    public static string Simple(Type type) => InSource(type.Name);

    /// <summary>Whether the C# compiler made the type for a collection expression that becomes a read-only list.</summary>
    public static bool IsCompilersList(Type type) =>
        type.IsConstructedGenericType && type.Namespace is null && type.Name.StartsWith("<>z__ReadOnly", StringComparison.Ordinal);

    private static string Build(Type type, bool full)
    {
        var text = new StringBuilder();
        Append(text, type, full, 0);
        return text.Length <= MostCharacters ? text.ToString() : text.ToString(0, MostCharacters) + "…";
    }

    private static void Append(StringBuilder text, Type type, bool full, int depth)
    {
        if (depth > MostDepth || text.Length > MostCharacters)
        {
            text.Append('…');
        }
        else if (s_keywords.TryGetValue(type, out var keyword))
        {
            text.Append(keyword);
        }
        else if (type.HasElementType)
        {
            AppendElement(text, type, full, depth);
        }
        else if (type.IsFunctionPointer)
        {
            text.Append("delegate*");
        }
        else if (type.IsGenericParameter)
        {
            text.Append(type.Name);
        }
        else if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            Append(text, inner, full, depth + 1);
            text.Append('?');
        }
        else if (IsCompilersList(type))
        {
            text.Append(full ? "System.Collections.Generic.IReadOnlyList" : "IReadOnlyList");
            AppendArguments(text, type.GetGenericArguments(), '<', '>', full, depth);
        }
        else if (IsTuple(type))
        {
            AppendArguments(text, type.GetGenericArguments(), '(', ')', full, depth);
        }
        else
        {
            AppendNamed(text, type, full, depth);
        }
    }

    private static bool IsTuple(Type type) =>
        type.IsConstructedGenericType && type.Namespace == "System" && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal)
        && type.GenericTypeArguments.Length is > 1 and < 8;

    private static void AppendElement(StringBuilder text, Type type, bool full, int depth)
    {
        if (!type.IsArray)
        {
            Append(text, type.GetElementType()!, full, depth + 1);
            text.Append(type.IsPointer ? '*' : '&');
            return;
        }

        // In C# the ranks of a jagged array read from the outside in.
        var ranks = new StringBuilder();
        var element = type;
        while (element.IsArray)
        {
            var rank = element.GetArrayRank();
            ranks.Append('[').Append(rank == 1 && !element.IsSZArray ? "*" : new string(',', rank - 1)).Append(']');
            element = element.GetElementType()!;
        }

        Append(text, element, full, depth + 1);
        text.Append(ranks);
    }

    private static void AppendNamed(StringBuilder text, Type type, bool full, int depth)
    {
        if (type.Name.StartsWith("<>f__AnonymousType", StringComparison.Ordinal) || type.Name.StartsWith("VB$AnonymousType", StringComparison.Ordinal))
        {
            text.Append("anonymous");
            return;
        }

        if (full && !type.IsNested && type.Namespace is { Length: > 0 } space)
        {
            text.Append(space).Append('.');
        }

        var arguments = type.GetGenericArguments();
        var outer = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        if (type.DeclaringType is { } declaring && full)
        {
            var closed = declaring.IsGenericTypeDefinition && arguments.Length >= outer && !type.IsGenericTypeDefinition
                ? declaring.MakeGenericType(arguments[..outer])
                : declaring;
            Append(text, closed, full, depth + 1);
            text.Append('.');
        }

        text.Append(InSource(type.Name));
        if (arguments.Length > outer)
        {
            AppendArguments(text, arguments[outer..], '<', '>', full, depth);
        }
    }

    private static void AppendArguments(StringBuilder text, Type[] arguments, char open, char close, bool full, int depth)
    {
        text.Append(open);
        for (var i = 0; i < arguments.Length; i++)
        {
            text.Append(i > 0 ? ", " : "");
            Append(text, arguments[i], full, depth + 1);
        }

        text.Append(close);
    }

    private static string InSource(string name)
    {
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        name = tick > 0 ? name[..tick] : name;
        if (name.StartsWith("<>c", StringComparison.Ordinal))
        {
            return "closure";
        }

        var close = name.StartsWith('<') ? name.LastIndexOf('>') : -1;
        if (close < 0)
        {
            return name;
        }

        // <Run>d__5 is the state machine of Run; <File>F1A2…__Name is a type local to its file.
        var local = name.LastIndexOf("__", StringComparison.Ordinal);
        return name.Length > close + 1 && name[close + 1] == 'F' && local > close ? name[(local + 2)..] : name[1..close];
    }
}
