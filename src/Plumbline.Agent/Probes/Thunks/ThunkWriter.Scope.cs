using System.Reflection;
using System.Reflection.Emit;
using Plumbline.Agent.Capture;
using Plumbline.Agent.Expressions;

namespace Plumbline.Agent.Probes.Thunks;

internal sealed partial class ThunkWriter
{
    /// <summary>Goes to the end where the condition does not hold; else counts the hit.</summary>
    /// <param name="otherwise">Writes what is done where it does not hold.</param>
    public void Condition(ParsedExpression? condition, Site site, bool counts = true, Action? otherwise = null)
    {
        if (condition is not null)
        {
            var holds = il.DefineLabel();
            if (site.Label.IsFramework)
            {
                // The condition may use the very method that is probed. PassOverAgent has seen that nobody is inside.
                Call(typeof(Reentrancy), nameof(Reentrancy.TryEnter));
                il.Emit(OpCodes.Pop);
            }

            RefuseSecrets(condition, site);
            Evaluate(condition, typeof(bool), site);
            if (site.Label.IsFramework)
            {
                Call(typeof(Reentrancy), nameof(Reentrancy.Leave));
            }

            il.Emit(OpCodes.Brtrue, holds);
            Count(site.FalseCell);
            otherwise?.Invoke();
            GoDone();
            il.MarkLabel(holds);
        }

        if (counts)
        {
            Count(site.HitCell);
        }
    }

    /// <summary>A condition and a group tell by their outcome what a value is, so they must not read what may not be shown.</summary>
    public void RefuseSecrets(ParsedExpression expression, Site site)
    {
        if (SecretExpression.Find(expression, site, Scope()) is { } secret)
        {
            throw new ThunkException($"'{secret}' is redacted here", expression.Text, Math.Max(0, expression.Text.IndexOf(secret, StringComparison.Ordinal)));
        }
    }

    /// <summary>Compiles an expression for these types and leaves its value on the stack.</summary>
    /// <returns>The type of the value.</returns>
    public Type Evaluate(ParsedExpression expression, Type? want, Site site)
    {
        var compiled = ExpressionCompiler.Compile(expression, Scope(), want);
        if (!compiled.IsOk)
        {
            throw new ThunkException(compiled.Error.Message, expression.Text, compiled.Error.Column);
        }

        site.Add(compiled.Value.Faults);
        Invoke(compiled.Value.Delegate, compiled.Value.Parameters);
        return compiled.Value.Type;
    }

    /// <summary>What expressions can name here.</summary>
    public List<Variable> Scope()
    {
        var scope = new List<Variable>();
        foreach (var variable in Named)
        {
            if (ScopeType(variable.Type) is { } type)
            {
                scope.Add(new Variable(variable.Name, type, variable.TupleNames));
            }
        }

        foreach (var constant in plan.Variables.Where(variable => variable.IsConstant))
        {
            scope.Add(new Variable(constant.Name, constant.Constant?.GetType() ?? typeof(object)) { IsConstant = true, Constant = constant.Constant });
        }

        if (plan.Ticket != TicketContent.None)
        {
            scope.Add(new Variable("@duration", typeof(TimeSpan)));
        }

        if (plan.PassesException)
        {
            scope.Add(new Variable("@exception", typeof(Exception)));
        }

        return scope;
    }

    /// <summary>Calls a compiled delegate with the variables that it names. <paramref name="first"/> pushes what stands before them.</summary>
    public void Invoke(Delegate function, IReadOnlyList<Variable> parameters, Action? first = null)
    {
        var loaded = parameters.Select(parameter => LoadIntoLocal(parameter.Name)).ToList();
        LoadConstant(function);
        first?.Invoke();
        loaded.ForEach(local => il.Emit(OpCodes.Ldloc, local));
        il.Emit(OpCodes.Callvirt, function.GetType().GetMethod("Invoke")!);
    }

    private void LoadDuration()
    {
        LoadStarted();
        Call(typeof(HitActions), nameof(HitActions.Since));
    }

    private LocalBuilder LoadIntoLocal(string name)
    {
        if (name == "@duration")
        {
            var duration = il.DeclareLocal(typeof(TimeSpan));
            LoadDuration();
            il.Emit(OpCodes.Stloc, duration);
            return duration;
        }

        // A state machine has the exception in a variable of its own, which is found like any other.
        if (name == "@exception" && plan.PassesException)
        {
            var exception = il.DeclareLocal(typeof(Exception));
            il.Emit(OpCodes.Ldarg, (short)Exception);
            il.Emit(OpCodes.Isinst, typeof(Exception));
            il.Emit(OpCodes.Stloc, exception);
            return exception;
        }

        return LoadIntoLocal(variables.Last(variable => variable.Name == name && ScopeType(variable.Type) is not null));
    }

    /// <summary>The value, or the default of its type where an object on the way is null.</summary>
    private LocalBuilder LoadIntoLocal(ThunkVariable variable)
    {
        var type = ScopeType(variable.Type)!;
        var local = il.DeclareLocal(type);
        var absent = il.DefineLabel();
        variable.EmitAddress(il, absent);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(SpanView<>))
        {
            il.Emit(OpCodes.Conv_U);
            il.Emit(OpCodes.Newobj, type.GetConstructor([typeof(nint)])!);
        }
        else
        {
            il.Emit(OpCodes.Ldobj, variable.Type.IsPointer ? typeof(nint) : variable.Type);
        }

        il.Emit(OpCodes.Stloc, local);
        il.MarkLabel(absent);
        return local;
    }

    /// <summary>Type under which an expression sees a variable; null for one that it can't see.</summary>
    private static Type? ScopeType(Type type)
    {
        if (type.IsPointer || type.IsFunctionPointer)
        {
            return typeof(nint);
        }

        if (!type.IsByRefLike)
        {
            return type == typeof(TypedReference) ? null : type;
        }

        return SpanElement(type) is { } element ? typeof(SpanView<>).MakeGenericType(element) : null;
    }

    /// <summary>Element type of a Span or ReadOnlySpan; else null.</summary>
    public static Type? SpanElement(Type type)
    {
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return definition == typeof(Span<>) || definition == typeof(ReadOnlySpan<>) ? type.GetGenericArguments()[0] : null;
    }
}
