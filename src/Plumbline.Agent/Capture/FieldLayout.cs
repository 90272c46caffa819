using System.Reflection;

namespace Plumbline.Agent.Capture;

/// <summary>The instance fields of a type and its bases, most derived first, under names that are unique.</summary>
internal static class FieldLayout
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static FieldPlan[] Of(Type type, Type? stop = null)
    {
        var plans = new List<FieldPlan>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var level = type; level is not null && level != stop && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            foreach (var field in level.GetFields(Own))
            {
                if (FieldName.InSource(field.Name) is { } name)
                {
                    plans.Add(new FieldPlan(field, Unique(name, level, taken)));
                }
            }
        }

        return [.. plans];
    }

    private static string Unique(string name, Type level, HashSet<string> taken)
    {
        if (taken.Add(name))
        {
            return name;
        }

        var qualified = $"{TypeName.Simple(level)}.{name}";
        for (var i = 2; !taken.Add(qualified); i++)
        {
            qualified = $"{TypeName.Simple(level)}.{name}#{i}";
        }

        return qualified;
    }
}
