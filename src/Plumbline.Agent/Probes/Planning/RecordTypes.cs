using Plumbline.Agent.Probes.Thunks;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>Run-time types of what calls in a body give.</summary>
internal static class RecordTypes
{
    /// <summary>The type that a call returns, in one instantiation of the body.</summary>
    public static Type ReturnOf(FrameTypes types, int token)
    {
        var method = types.Method;
        var ofType = method.DeclaringType is { IsGenericType: true } declaring ? declaring.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        return method.Module.ResolveMethod(token, ofType, ofMethod) is System.Reflection.MethodInfo callee ? callee.ReturnType : typeof(object);
    }
}
