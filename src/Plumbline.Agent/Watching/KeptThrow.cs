using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Plumbline.Agent.Watching;

/// <summary>
/// A throw that is kept until it has come to its end. SAFETY: its stack holds methods, and a method keeps alive what it can be unloaded with; so
/// one that went through such code is gone as soon as nothing else needs that code.
/// </summary>
internal sealed class KeptThrow
{
    private readonly Throw? _held;
    private readonly WeakReference<Assembly>? _code;
    private readonly ConditionalWeakTable<Assembly, Throw>? _withCode;

    public KeptThrow(Throw thrown)
    {
        if (Unloadable(thrown) is not { } code)
        {
            _held = thrown;
            return;
        }

        _code = new WeakReference<Assembly>(code);
        _withCode = [];
        _withCode.Add(code, thrown);
    }

    /// <summary>Null once its code was unloaded.</summary>
    public Throw? Value => _held ?? (_code!.TryGetTarget(out var code) && _withCode!.TryGetValue(code, out var thrown) ? thrown : null);

    private static Assembly? Unloadable(Throw thrown) =>
        thrown.Type.IsCollectible ? Unloadable(thrown.Type) : thrown.Stack.GetFrames().Select(Unloadable).FirstOrDefault(code => code is not null);

    private static Assembly? Unloadable(StackFrame frame) => frame.GetMethod() is { IsCollectible: true } method
        ? (method.DeclaringType is { IsCollectible: true } type ? Unloadable(type) : method.IsGenericMethod ? OfArguments(method.GetGenericArguments()) : null)
            ?? method.Module.Assembly
        : null;

    private static Assembly? Unloadable(Type type) =>
        type.Assembly.IsCollectible ? type.Assembly : OfArguments(type.GetElementType() is { } element ? [element] : type.GetGenericArguments());

    private static Assembly? OfArguments(Type[] arguments) =>
        arguments.Where(argument => argument.IsCollectible).Select(Unloadable).FirstOrDefault(code => code is not null);
}
