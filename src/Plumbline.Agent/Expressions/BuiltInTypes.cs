namespace Plumbline.Agent.Expressions;

/// <summary>The keywords of C# that name a type, and how types are written in messages.</summary>
internal static class BuiltInTypes
{
    private static readonly (string Keyword, Type Type)[] s_types =
    [
        ("bool", typeof(bool)), ("byte", typeof(byte)), ("sbyte", typeof(sbyte)), ("short", typeof(short)), ("ushort", typeof(ushort)),
        ("int", typeof(int)), ("uint", typeof(uint)), ("long", typeof(long)), ("ulong", typeof(ulong)), ("nint", typeof(nint)),
        ("nuint", typeof(nuint)), ("char", typeof(char)), ("float", typeof(float)), ("double", typeof(double)),
        ("decimal", typeof(decimal)), ("string", typeof(string)), ("object", typeof(object)),
    ];

    public static bool IsKeyword(string name) => Find(name) is not null;

    public static Type? Find(string keyword)
    {
        foreach (var (name, type) in s_types)
        {
            if (name == keyword)
            {
                return type;
            }
        }

        return null;
    }

    /// <summary>A type in C# form, for messages.</summary>
    public static string Name(Type type)
    {
        foreach (var (name, known) in s_types)
        {
            if (known == type)
            {
                return name;
            }
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying) + "?";
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[" + new string(',', type.GetArrayRank() - 1) + "]";
        }

        if (!type.IsGenericType)
        {
            return type.Name;
        }

        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        return (tick < 0 ? type.Name : type.Name[..tick]) + "<" + string.Join(", ", type.GetGenericArguments().Select(Name)) + ">";
    }
}
