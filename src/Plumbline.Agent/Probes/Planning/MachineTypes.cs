using System.Reflection;
using Plumbline.Agent.Probes.Thunks;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>Run-time types of what a state machine ends with.</summary>
internal static class MachineTypes
{
    /// <summary>Of the value on the stack where it ends.</summary>
    /// <param name="mayGoOn">Whether the value says if there is more.</param>
    public static Type OfEnd(FrameTypes types, bool mayGoOn, bool isException) =>
        mayGoOn ? typeof(bool) : isException ? typeof(Exception) : ResultOf(types);

    /// <summary>What an async method gives its caller in the end.</summary>
    public static Type ResultOf(FrameTypes types)
    {
        var machine = types.Method.DeclaringType!;
        const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var builder = machine.GetField("<>t__builder", Fields) ?? machine.GetField("$Builder", Fields);
        return builder?.FieldType is { IsGenericType: true } type ? type.GetGenericArguments()[0] : typeof(object);
    }
}
