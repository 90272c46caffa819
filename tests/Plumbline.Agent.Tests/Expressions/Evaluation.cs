using Plumbline.Agent.Expressions;
using Shouldly;

namespace Plumbline.Agent.Tests.Expressions;

/// <summary>Evaluates expressions over values given by name.</summary>
internal static class Evaluation
{
    public static (string Name, Type Type, object? Value) Var<T>(string name, T value) => (name, typeof(T), value);

    public static ExpressionError? Error(string text, params (string Name, Type Type, object? Value)[] variables)
    {
        var parsed = ParsedExpression.Parse(text);
        return parsed.IsOk ? ExpressionCompiler.Compile(parsed.Value, Scope(variables), null).Error : parsed.Error;
    }

    public static CompiledExpression Compile(string text, Type? want, params (string Name, Type Type, object? Value)[] variables)
    {
        var parsed = ParsedExpression.Parse(text);
        parsed.Error.ShouldBeNull(text);
        var compiled = ExpressionCompiler.Compile(parsed.Value!, Scope(variables), want);
        compiled.Error.ShouldBeNull(text);
        return compiled.Value!;
    }

    /// <summary>The value; the text of the fault as <see cref="Undefined"/> where it is undefined.</summary>
    public static object? Value(string text, params (string Name, Type Type, object? Value)[] variables)
    {
        var compiled = Compile(text, null, variables);
        var result = Run(compiled, variables);
        return compiled.Faults.Count > 0 ? new Undefined(compiled.Faults.First!) : result;
    }

    public static bool IsTrue(string text, params (string Name, Type Type, object? Value)[] variables) =>
        (bool)Run(Compile(text, typeof(bool), variables), variables)!;

    public static object? Run(CompiledExpression compiled, (string Name, Type Type, object? Value)[] variables)
    {
        var arguments = compiled.Parameters.Select(p => variables.Last(v => v.Name == p.Name).Value).ToArray();
        return compiled.Delegate.DynamicInvoke(arguments);
    }

    public static Variable[] Scope((string Name, Type Type, object? Value)[] variables) =>
        [.. variables.Select(v => new Variable(v.Name, v.Type))];
}

internal sealed record Undefined(string Reason);
