namespace Plumbline.Agent.Symbols;

/// <summary>C# words for types of the framework.</summary>
internal static class Keywords
{
    /// <param name="name">Simple name of a type.</param>
    /// <param name="qualified">The same with its namespace, or the simple name again where none is given.</param>
    /// <returns>The word, or <paramref name="name"/>.</returns>
    public static string Of(string name, string qualified) =>
        qualified.Length != name.Length && qualified != "System." + name ? name : name switch
        {
            "Boolean" => "bool", "Char" => "char", "SByte" => "sbyte", "Byte" => "byte", "Int16" => "short", "UInt16" => "ushort",
            "Int32" => "int", "UInt32" => "uint", "Int64" => "long", "UInt64" => "ulong", "Single" => "float", "Double" => "double",
            "String" => "string", "Object" => "object", "Decimal" => "decimal", "IntPtr" => "nint", "UIntPtr" => "nuint",
            _ => name,
        };
}
