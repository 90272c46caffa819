using System.Reflection;

namespace Plumbline.Agent.Expressions;

/// <summary>Finds fields and properties by source name, most derived first, whatever their accessibility.</summary>
internal static class MemberSearch
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic;

    public static MemberInfo? Find(Type type, string name, bool isStatic = false)
    {
        var flags = Declared | (isStatic ? BindingFlags.Static : BindingFlags.Instance);
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (In(t, name, flags) is { } member)
            {
                return member;
            }
        }

        if (type.IsInterface && !isStatic)
        {
            foreach (var parent in type.GetInterfaces())
            {
                if (In(parent, name, flags) is { } member)
                {
                    return member;
                }
            }
        }

        return null;
    }

    /// <summary>Names that could have been meant: no generated ones.</summary>
    public static IEnumerable<string> Names(Type type, bool isStatic = false)
    {
        var flags = Declared | (isStatic ? BindingFlags.Static : BindingFlags.Instance);
        for (var t = type; t is not null && t != typeof(object) && t != typeof(ValueType); t = t.BaseType)
        {
            foreach (var member in t.GetFields(flags).Cast<MemberInfo>().Concat(t.GetProperties(flags)))
            {
                if (!member.Name.Contains('<', StringComparison.Ordinal) && !member.Name.Contains('.', StringComparison.Ordinal))
                {
                    yield return member.Name;
                }
            }
        }
    }

    public static IEnumerable<Type> FieldTypes(Type type)
    {
        FieldInfo[] fields;
        try
        {
            fields = type.GetFields(Declared | BindingFlags.Instance);
        }
#pragma warning disable CA1031 // A field of a type that can't be loaded: such a type has no names to offer.
        catch (Exception)
#pragma warning restore CA1031
        {
            yield break;
        }

        foreach (var field in fields)
        {
            yield return field.FieldType;
        }
    }

    /// <summary>Whether <c>==</c> on this type would call a method of the user.</summary>
    public static bool OverloadsEquality(Type type)
    {
        for (var t = type; t is not null && t != typeof(object); t = t.BaseType)
        {
            if (t.GetMember("op_Equality", MemberTypes.Method, Declared | BindingFlags.Static).Length > 0)
            {
                return t.Assembly != typeof(object).Assembly;
            }
        }

        return false;
    }

    private static MemberInfo? In(Type type, string name, BindingFlags flags)
    {
        if (type.GetField(name, flags) is { } field)
        {
            return field;
        }

        foreach (var property in type.GetProperties(flags))
        {
            if (property.Name == name && property.GetMethod is not null && property.GetIndexParameters().Length == 0)
            {
                return property;
            }
        }

        return null;
    }
}
