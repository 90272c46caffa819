using System.Reflection;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>Run-time types of the variables of a body, for one instantiation of it.</summary>
internal sealed class FrameTypes
{
    private readonly IList<LocalVariableInfo> _locals;

    private FrameTypes(MethodBase method, Type?[] arguments, IList<LocalVariableInfo> locals)
    {
        Method = method;
        Arguments = arguments;
        _locals = locals;
    }

    public MethodBase Method { get; }

    /// <summary>`this` first: the class, or a by-ref of the struct.</summary>
    public IReadOnlyList<Type?> Arguments { get; }

    public Type Return => Method is MethodInfo method ? method.ReturnType : typeof(void);

    public Type? Local(int index) => index < _locals.Count ? _locals[index].LocalType : null;

    public static FrameTypes Of(MethodBase method)
    {
        var arguments = method.GetParameters().Select(parameter => (Type?)parameter.ParameterType);
        if (!method.IsStatic)
        {
            var type = method.DeclaringType!;
            arguments = arguments.Prepend(type.IsValueType ? type.MakeByRefType() : type);
        }

        return new FrameTypes(method, [.. arguments], method.GetMethodBody()?.LocalVariables ?? []);
    }

    /// <summary>The method of a module with its type variables bound.</summary>
    /// <param name="variables">Those of the declaring type first, then those of the method.</param>
    public static MethodBase Bind(Module module, int token, ReadOnlySpan<Type> variables)
    {
        var method = module.ResolveMethod(token) ?? throw new ArgumentException($"no method 0x{token:X8}", nameof(token));
        if (variables.Length == 0)
        {
            return method;
        }

        var declaring = method.DeclaringType;
        var ofType = declaring is { IsGenericTypeDefinition: true } ? declaring.GetGenericArguments().Length : 0;
        if (ofType > 0)
        {
            var closed = declaring!.MakeGenericType(variables[..ofType].ToArray());
            method = MethodBase.GetMethodFromHandle(method.MethodHandle, closed.TypeHandle)!;
        }

        return variables.Length > ofType ? ((MethodInfo)method).MakeGenericMethod(variables[ofType..].ToArray()) : method;
    }
}
