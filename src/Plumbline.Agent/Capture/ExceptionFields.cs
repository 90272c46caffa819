using System.Reflection;

namespace Plumbline.Agent.Capture;

/// <summary>
/// An exception's own fields, and of the base class those that say something: the message as it was given, never the
/// property, which a user may override.
/// </summary>
internal static class ExceptionFields
{
    private static readonly (string Field, string Name)[] s_shown =
    [
        ("_message", "Message"), ("_innerException", "InnerException"), ("_HResult", "HResult"), ("_data", "Data"),
    ];

    public static FieldPlan[] Of(Type type)
    {
        var plans = new List<FieldPlan>();
        foreach (var (name, shown) in s_shown)
        {
            if (typeof(Exception).GetField(name, BindingFlags.Instance | BindingFlags.NonPublic) is { } field)
            {
                plans.Add(new FieldPlan(field, shown));
            }
        }

        var own = FieldLayout.Of(type, stop: typeof(Exception));
        return [.. plans, .. own.Where(f => !plans.Exists(p => p.Name == f.Name))];
    }
}
