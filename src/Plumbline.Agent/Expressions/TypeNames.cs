using System.Numerics;
using System.Reflection;
using System.Reflection.Metadata;

namespace Plumbline.Agent.Expressions;

/// <summary>
/// Finds types by name as source beside the probed method would: keywords, a few of the framework, types that the variables are
/// made of, and their namespaces outwards. Loads types, and runs none of their code.
/// </summary>
internal sealed class TypeNames(IReadOnlyList<Variable> scope)
{
    private const int MaxReachable = 300;

    private static readonly Type[] s_basics =
    [
        typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Guid), typeof(Math), typeof(Version), typeof(Type),
        typeof(string), typeof(char), typeof(bool), typeof(decimal), typeof(double), typeof(float), typeof(int), typeof(long),
        typeof(short), typeof(byte), typeof(uint), typeof(ulong), typeof(ushort), typeof(sbyte), typeof(object), typeof(Exception), typeof(Enum), typeof(Array),
        typeof(Uri), typeof(StringComparison), typeof(DateTimeKind), typeof(DayOfWeek), typeof(Int128), typeof(UInt128), typeof(Half), typeof(BigInteger),
        typeof(AggregateException), typeof(ArgumentException), typeof(ArgumentNullException), typeof(ArgumentOutOfRangeException),
        typeof(FormatException), typeof(InvalidCastException), typeof(InvalidOperationException), typeof(NotSupportedException), typeof(NullReferenceException),
        typeof(ObjectDisposedException), typeof(OperationCanceledException), typeof(OverflowException), typeof(TimeoutException), typeof(DivideByZeroException),
        typeof(UnauthorizedAccessException), typeof(IndexOutOfRangeException), typeof(OutOfMemoryException), typeof(IOException),
        typeof(KeyNotFoundException), typeof(TaskCanceledException), typeof(Task), typeof(IDisposable), typeof(Nullable<>), typeof(List<>), typeof(Dictionary<,>),
        typeof(HashSet<>), typeof(Queue<>), typeof(KeyValuePair<,>), typeof(IEnumerable<>), typeof(IList<>), typeof(ICollection<>), typeof(IDictionary<,>),
        typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyDictionary<,>), typeof(Task<>),
    ];

    private List<Type>? _reachable;

    /// <summary>Names to offer where one is not known; those of the variables' assemblies come from metadata, so nothing is loaded.</summary>
    public IEnumerable<string> KnownNames()
    {
        var assemblies = Reachable().Select(t => t.Assembly).Where(a => a != typeof(object).Assembly && !a.IsDynamic).Distinct().Take(20);
        return Reachable().Concat(s_basics).Select(Simple).Concat(assemblies.SelectMany(Defined)).Distinct();
    }

    public static Type? Nested(Type outer, string name) => outer.GetNestedType(name, BindingFlags.Public | BindingFlags.NonPublic);

    private static unsafe List<string> Defined(Assembly assembly)
    {
        var names = new List<string>();
        if (!assembly.TryGetRawMetadata(out var blob, out var length))
        {
            return names;
        }

        var metadata = new MetadataReader(blob, length);
        foreach (var handle in metadata.TypeDefinitions)
        {
            var name = metadata.GetString(metadata.GetTypeDefinition(handle).Name);
            if (!name.Contains('<', StringComparison.Ordinal))
            {
                names.Add(name);
            }
        }

        return names;
    }

    public Type? Resolve(TypeSyntax syntax)
    {
        var arguments = new Type[syntax.Arguments.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (Resolve(syntax.Arguments[i]) is not { } argument)
            {
                return null;
            }

            arguments[i] = argument;
        }

        if (Resolve([.. syntax.Names], arguments.Length) is not { } type)
        {
            return null;
        }

        type = arguments.Length > 0 ? Close(type, arguments) : type;
        if (syntax.Nullable && type is { IsValueType: true })
        {
            type = typeof(Nullable<>).MakeGenericType(type);
        }

        foreach (var rank in syntax.Ranks.Reverse())
        {
            type = rank == 1 ? type?.MakeArrayType() : type?.MakeArrayType(rank);
        }

        return type;
    }

    public Type? Resolve(string[] names, int arity = 0)
    {
        if (names.Length == 1 && arity == 0 && BuiltInTypes.Find(names[0]) is { } keyword)
        {
            return keyword;
        }

        var last = arity == 0 ? names[^1] : $"{names[^1]}`{arity}";
        foreach (var type in Reachable())
        {
            if (Matches(type, names, last))
            {
                return Definition(type, arity);
            }
        }

        if (names.Length > 1 && Resolve(names[..^1]) is { } outer && Nested(outer, last) is { } nested)
        {
            return nested;
        }

        return InNamespaces(names, last) ?? s_basics.FirstOrDefault(t => Matches(t, names, last)) ?? ByFullName(names, last);
    }

    private static Type? Close(Type definition, Type[] arguments)
    {
        try
        {
            return definition.IsGenericTypeDefinition && definition.GetGenericArguments().Length == arguments.Length
                ? definition.MakeGenericType(arguments)
                : null;
        }
        catch (ArgumentException)
        {
            // The arguments break a constraint: no such type.
            return null;
        }
    }

    private static Type? Definition(Type type, int arity) => arity > 0 && type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    /// <summary>Whether the type's name ends with the parts written: nesting types, then its namespace as far as given.</summary>
    private static bool Matches(Type type, string[] names, string last)
    {
        if (type.Name != last)
        {
            return false;
        }

        if (names.Length == 1)
        {
            return true;
        }

        var full = (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName?.Replace('+', '.');
        var written = string.Join('.', names[..^1]) + "." + last;
        return full == written || full?.EndsWith("." + written, StringComparison.Ordinal) == true;
    }

    private Type? InNamespaces(string[] names, string last)
    {
        foreach (var type in scope.Select(v => Element(v.Type)).Where(t => t.Namespace is not null || t.Assembly != typeof(object).Assembly).Distinct())
        {
            foreach (var outer in Enclosing(type))
            {
                var name = string.Join(outer.Nested ? '+' : '.', names[..^1].Append(last));
                if (Load(type.Assembly, outer.Prefix + name) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    /// <summary>Prefixes to try: the type itself and those around it, then its namespaces from the inside out.</summary>
    private static IEnumerable<(string Prefix, bool Nested)> Enclosing(Type type)
    {
        for (var t = type; t is not null; t = t.DeclaringType)
        {
            var definition = t.IsGenericType ? t.GetGenericTypeDefinition() : t;
            yield return (definition.FullName + "+", true);
        }

        for (var ns = type.Namespace; !string.IsNullOrEmpty(ns);)
        {
            yield return (ns + ".", false);
            var dot = ns.LastIndexOf('.');
            ns = dot < 0 ? null : ns[..dot];
        }

        yield return ("", false);
    }

    private static Type? ByFullName(string[] names, string last)
    {
        if (names.Length < 2)
        {
            return null;
        }

        var name = string.Join('.', names[..^1].Append(last));
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (!assembly.IsDynamic && !assembly.IsCollectible && Load(assembly, name) is { } type)
            {
                return type;
            }
        }

        return null;
    }

    private static Type? Load(Assembly assembly, string name)
    {
        try
        {
            return assembly.GetType(name, throwOnError: false);
        }
#pragma warning disable CA1031 // A broken assembly of the user's must read as "not there".
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private List<Type> Reachable()
    {
        if (_reachable is not null)
        {
            return _reachable;
        }

        _reachable = [];
        var queue = new Queue<Type>(scope.Select(v => v.Type));
        while (queue.Count > 0 && _reachable.Count < MaxReachable)
        {
            var type = Element(queue.Dequeue());
            if (type.IsGenericParameter || _reachable.Contains(type))
            {
                continue;
            }

            _reachable.Add(type);
            foreach (var next in Neighbours(type))
            {
                queue.Enqueue(next);
            }
        }

        return _reachable;
    }

    private static IEnumerable<Type> Neighbours(Type type)
    {
        foreach (var argument in type.GetGenericArguments())
        {
            yield return argument;
        }

        if (type.Assembly == typeof(object).Assembly)
        {
            yield break;
        }

        if (type.BaseType is { } parent && parent != typeof(object))
        {
            yield return parent;
        }

        foreach (var field in MemberSearch.FieldTypes(type))
        {
            yield return field;
        }
    }

    private static Type Element(Type type)
    {
        while (type.HasElementType)
        {
            type = type.GetElementType()!;
        }

        return type;
    }

    private static string Simple(Type type)
    {
        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? type.Name : type.Name[..tick];
    }
}
