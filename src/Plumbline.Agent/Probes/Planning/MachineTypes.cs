using System.Reflection;
using Plumbline.Agent.Probes.Thunks;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>Run-time types of what is on the stack where a state machine ends.</summary>
internal static class MachineTypes
{
    /// <param name="mayGoOn">Whether the value says if there is more.</param>
    public static Type OfResult(FrameTypes types, bool mayGoOn, bool isException)
    {
        if (mayGoOn || isException)
        {
            return mayGoOn ? typeof(bool) : typeof(Exception);
        }

        var machine = types.Method.DeclaringType!;
        const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var builder = machine.GetField("<>t__builder", Fields) ?? machine.GetField("$Builder", Fields);
        return builder?.FieldType is { IsGenericType: true } type ? type.GetGenericArguments()[0] : typeof(object);
    }
}
