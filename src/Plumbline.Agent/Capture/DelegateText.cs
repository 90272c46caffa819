using System.Reflection;

namespace Plumbline.Agent.Capture;

/// <summary>Names of methods and other members, as near to the source as their compiled names tell.</summary>
internal static class DelegateText
{
    /// <summary>Declaring type and method; for a delegate over several methods the last.</summary>
    public static string Of(Delegate value)
    {
        var method = value.Method;
        return method.DeclaringType is null ? method.Name : Of(method);
    }

    public static string Of(MemberInfo member)
    {
        var owner = member.DeclaringType;
        while (owner is { DeclaringType: not null } && owner.Name.StartsWith('<'))
        {
            owner = owner.DeclaringType;
        }

        return owner is null ? InSource(member.Name) : $"{TypeName.Of(owner)}.{InSource(member.Name)}";
    }

    /// <summary>&lt;Run&gt;b__0 is a lambda in Run, &lt;Run&gt;g__Add|0 a local function.</summary>
    private static string InSource(string name)
    {
        var close = name.StartsWith('<') ? name.LastIndexOf('>') : -1;
        if (close < 0)
        {
            return name;
        }

        var (outer, rest) = (name[1..close], name[(close + 1)..]);
        var bar = rest.IndexOf('|', StringComparison.Ordinal);
        return rest.StartsWith("g__", StringComparison.Ordinal) && bar > 3 ? $"{outer}.{rest[3..bar]}" : $"{outer}.lambda";
    }
}
