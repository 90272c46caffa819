using System.Reflection;
using System.Runtime.CompilerServices;

namespace Plumbline.Agent.Capture;

/// <summary>Names that the source gives to the members of tuples, in the shape of the type they are written in.</summary>
internal sealed class TupleNames
{
    private readonly string?[]? _members;
    private readonly TupleNames?[] _parts;
    private byte[]?[]? _prefixes;

    private TupleNames(string?[]? members, TupleNames?[] parts)
    {
        _members = members;
        _parts = parts;
    }

    public static TupleNames? Of(FieldInfo field) =>
        field.GetCustomAttributesData().FirstOrDefault(a => a.AttributeType == typeof(TupleElementNamesAttribute)) is { } attribute
        && attribute.ConstructorArguments is [{ Value: IReadOnlyList<CustomAttributeTypedArgument> names }]
            ? Of(DeclaredType(field), [.. names.Select(n => (string?)n.Value)])
            : null;

    /// <summary>The type as it is written: a type variable in it takes no names, whatever it stands for.</summary>
    private static Type DeclaredType(FieldInfo field) =>
        field.DeclaringType is { IsConstructedGenericType: true } owner
            ? owner.GetGenericTypeDefinition().Module.ResolveField(field.MetadataToken)?.FieldType ?? field.FieldType
            : field.FieldType;

    /// <summary>From a type and the names in the order in which the compiler writes them: the tuple's own before its parts'.</summary>
    public static TupleNames? Of(Type type, string?[] names)
    {
        var next = 0;
        return Walk(type, names, ref next);
    }

    /// <summary>Name of a tuple's member, or null.</summary>
    public string? Member(int index) => _members is not null && index < _members.Length ? _members[index] : null;

    /// <summary>The member as a field of JSON up to the number of its node; null where it has no name.</summary>
    public byte[]? Prefix(int index)
    {
        if (Member(index) is not { } name)
        {
            return null;
        }

        _prefixes ??= new byte[_members!.Length][];
        return _prefixes[index] ??= JsonName.Prefix(name);
    }

    /// <summary>Names inside a type argument, an element, or a tuple's member.</summary>
    public TupleNames? Part(int index) => index < _parts.Length ? _parts[index] : null;

    public static bool IsTuple(Type type) =>
        type.IsConstructedGenericType && type.Namespace == "System" && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal);

    private static TupleNames? Walk(Type type, string?[] names, ref int next)
    {
        if (type.HasElementType)
        {
            var element = Walk(type.GetElementType()!, names, ref next);
            return element is null ? null : new TupleNames(null, [element]);
        }

        if (!type.IsConstructedGenericType)
        {
            return null;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            // A value that is there is shown as what it is.
            return Walk(underlying, names, ref next);
        }

        string?[]? members = null;
        if (IsTuple(type))
        {
            var count = CountOf(type);
            members = [.. names.Skip(next).Take(count)];
            next += count;
        }

        var parts = new List<TupleNames?>();
        WalkArguments(type, names, ref next, parts);
        return members is null && parts.TrueForAll(p => p is null) ? null : new TupleNames(members, [.. parts]);
    }

    /// <summary>A tuple of more than seven nests the others in its eighth, which the compiler lists again without names.</summary>
    private static void WalkArguments(Type type, string?[] names, ref int next, List<TupleNames?> parts)
    {
        var arguments = type.GenericTypeArguments;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (i == 7 && IsTuple(type) && IsTuple(arguments[i]))
            {
                next += CountOf(arguments[i]);
                WalkArguments(arguments[i], names, ref next, parts);
            }
            else
            {
                parts.Add(Walk(arguments[i], names, ref next));
            }
        }
    }

    private static int CountOf(Type tuple)
    {
        var arguments = tuple.GenericTypeArguments;
        return arguments.Length == 8 && IsTuple(arguments[7]) ? 7 + CountOf(arguments[7]) : arguments.Length;
    }
}
