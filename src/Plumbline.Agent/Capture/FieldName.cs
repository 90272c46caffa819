namespace Plumbline.Agent.Capture;

/// <summary>Names of fields as the source has them.</summary>
internal static class FieldName
{
    /// <summary>The name in the source, or null for a field that only the compiler knows of.</summary>
    public static string? InSource(string name)
    {
        if (name.StartsWith("CS$<>8__locals", StringComparison.Ordinal))
        {
            return "closure";
        }

        if (name.StartsWith("$VB$Local_", StringComparison.Ordinal))
        {
            return name["$VB$Local_".Length..];
        }

        if (name.StartsWith("$VB$", StringComparison.Ordinal))
        {
            return name == "$VB$Me" ? "this" : null;
        }

        if (name.StartsWith("m_Item", StringComparison.Ordinal))
        {
            return name["m_".Length..];
        }

        if (name.EndsWith('@') && name.Length > 1)
        {
            return name[..^1];
        }

        var close = name.StartsWith('<') ? name.LastIndexOf('>') : -1;
        return close < 0 ? name : Compiled(name[1..close], name[(close + 1)..]);
    }

    private static string? Compiled(string inner, string rest)
    {
        if (inner.Length > 0)
        {
            // <X>k__BackingField, <x>5__2, <Name>i__Field, <x>P
            return rest.StartsWith("3__", StringComparison.Ordinal) ? null : inner;
        }

        return rest switch
        {
            "4__this" => "this",
            "2__current" => "current",
            _ => null,
        };
    }
}
