namespace Plumbline.Agent.Expressions;

/// <summary>How values of a type are printed, decided once for each type.</summary>
internal static class PrintKind<T>
{
    public static readonly bool IsFormattable =
        TextOf.IsPrintable(typeof(T)) && typeof(ISpanFormattable).IsAssignableFrom(typeof(T)) && !typeof(T).IsEnum;
}

/// <summary>Names of an enum's members by value, so that printing one allocates nothing.</summary>
internal static class EnumNames<T>
{
#pragma warning disable CS8714 // Only used where T is an enum, which C# can't say without a constraint on every caller.
    private static readonly Dictionary<T, string> s_names = Build();

    public static string? Find(T value) => s_names.TryGetValue(value, out var name) ? name : null;

    private static Dictionary<T, string> Build()
    {
        var names = new Dictionary<T, string>();
        foreach (var value in Enum.GetValuesAsUnderlyingType(typeof(T)))
        {
            var member = (T)Enum.ToObject(typeof(T), value);
            names.TryAdd(member, member!.ToString()!);
        }

        return names;
    }
#pragma warning restore CS8714
}
