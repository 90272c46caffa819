namespace Plumbline.Agent.Expressions;

/// <summary>Calls on text and types whose result must not depend on user code or culture.</summary>
internal static class FrameworkText
{
    /// <summary>A class may derive from Type; only the runtime's own is asked.</summary>
    public static string? TypeName(Type type, string member)
    {
        if (type.GetType().Assembly != typeof(object).Assembly)
        {
            return null;
        }

        return member switch { "Name" => type.Name, "FullName" => type.FullName, _ => type.Namespace };
    }

    public static bool StartsWith(string text, string value) => text.StartsWith(value, StringComparison.Ordinal);

    public static bool EndsWith(string text, string value) => text.EndsWith(value, StringComparison.Ordinal);

    public static int IndexOf(string text, string value) => text.IndexOf(value, StringComparison.Ordinal);

    public static int LastIndexOf(string text, string value) => text.LastIndexOf(value, StringComparison.Ordinal);
}
