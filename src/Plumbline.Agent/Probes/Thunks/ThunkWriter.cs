using System.Reflection;
using System.Reflection.Emit;
using Plumbline.Agent.Capture;
using Plumbline.Agent.Expressions;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>Writes the code of one thunk: the frame that catches everything, and the pieces that recipes are made of.</summary>
internal sealed class ThunkWriter(ILGenerator il, ThunkPlan plan, IReadOnlyList<ThunkVariable> variables, FrameTypes types)
{
    private static readonly MethodInfo s_increment = typeof(HitCells).GetMethod(nameof(HitCells.Increment))!;
    private static readonly MethodInfo s_fault = typeof(HitActions).GetMethod(nameof(HitActions.Fault))!;
    private LocalBuilder? _result;

    public ILGenerator Il => il;

    public FrameTypes Types => types;

    public IReadOnlyList<ThunkVariable> Variables => variables;

    /// <summary>End of the thunk.</summary>
    public Label Done { get; private set; }

    /// <summary>Local that holds the ticket, where the recipe finds it by itself; else it is the first parameter.</summary>
    public LocalBuilder? TicketLocal { get; set; }

    /// <summary>What the ticket is.</summary>
    public TicketContent Content => plan.Ticket;

    /// <summary>Parameter that holds the exception.</summary>
    public int Exception => plan.PassesTicket ? 1 : 0;

    /// <summary>
    /// try { recipe } catch (Exception e) { HitActions.Fault(e); } return result.
    /// SAFETY: nothing that goes wrong here reaches the user's code.
    /// </summary>
    public void Write()
    {
        if (plan.Recipe.Returns != typeof(void))
        {
            _result = il.DeclareLocal(plan.Recipe.Returns);
        }

        var fault = il.DeclareLocal(typeof(Exception));
        Done = il.BeginExceptionBlock();
        if (plan.Recipe.Site.Label.IsFramework)
        {
            PassOverAgent();
        }

        plan.Recipe.Write(this);
        il.BeginCatchBlock(typeof(Exception));
        il.Emit(OpCodes.Stloc, fault);
        ThunkConstants.EmitLoad(il, plan.Recipe.Site);
        il.Emit(OpCodes.Ldloc, fault);
        il.Emit(OpCodes.Call, s_fault);
        il.EndExceptionBlock();
        if (_result is not null)
        {
            il.Emit(OpCodes.Ldloc, _result);
        }

        il.Emit(OpCodes.Ret);
    }

    /// <summary>The agent itself uses the framework: its own calls are no hits, whatever the probe does.</summary>
    private void PassOverAgent()
    {
        var outside = il.DefineLabel();
        il.Emit(OpCodes.Call, typeof(Reentrancy).GetProperty(nameof(Reentrancy.IsInside))!.GetMethod!);
        il.Emit(OpCodes.Brfalse, outside);
        GoDone();
        il.MarkLabel(outside);
    }

    /// <summary>Goes to the end where the probe has begun all the hits that it was placed for.</summary>
    public void PassWhenSpent(Site site)
    {
        var begins = il.DefineLabel();
        LoadConstant(site);
        Call(typeof(HitActions), nameof(HitActions.IsSpent));
        il.Emit(OpCodes.Brfalse, begins);
        GoDone();
        il.MarkLabel(begins);
    }

    /// <summary>Stores what is on the stack as the thunk's result.</summary>
    public void StoreResult() => il.Emit(OpCodes.Stloc, _result!);

    public void LoadConstant(object constant) => ThunkConstants.EmitLoad(il, constant);

    public void Call(Type type, string method) => il.Emit(OpCodes.Call, type.GetMethod(method)!);

    /// <summary>Goes to the end.</summary>
    public void GoDone() => il.Emit(OpCodes.Leave, Done);

    public void Count(int cell)
    {
        il.Emit(OpCodes.Ldc_I4, cell);
        il.Emit(OpCodes.Call, s_increment);
    }

    /// <summary>Whether the exception is passed.</summary>
    public bool HasException => plan.PassesException;

    /// <summary>Goes to the end where the condition does not hold; else counts the hit.</summary>
    public void Condition(ParsedExpression? condition, Site site, bool counts = true)
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

            Evaluate(condition, typeof(bool), site);
            if (site.Label.IsFramework)
            {
                Call(typeof(Reentrancy), nameof(Reentrancy.Leave));
            }

            il.Emit(OpCodes.Brtrue, holds);
            Count(site.FalseCell);
            GoDone();
            il.MarkLabel(holds);
        }

        if (counts)
        {
            Count(site.HitCell);
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

        site.Evaluations.Add(compiled.Value.Faults);
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
                scope.Add(new Variable(variable.Name, type));
            }
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

    /// <summary>Leaves the ticket on the stack.</summary>
    public void LoadTicket()
    {
        if (TicketLocal is null)
        {
            il.Emit(OpCodes.Ldarg_0);
        }
        else
        {
            il.Emit(OpCodes.Ldloc, TicketLocal);
        }
    }

    /// <summary>Leaves the timestamp at which the invocation began on the stack; 0 where it is not known.</summary>
    public void LoadStarted()
    {
        if (plan.Ticket == TicketContent.None)
        {
            il.Emit(OpCodes.Ldc_I8, 0L);
            return;
        }

        LoadTicket();
        if (plan.Ticket == TicketContent.BoxedTimestamp)
        {
            il.Emit(OpCodes.Unbox_Any, typeof(long));
        }
        else if (plan.Ticket == TicketContent.Hit)
        {
            il.Emit(OpCodes.Call, typeof(Hit).GetProperty(nameof(Hit.Started))!.GetMethod!);
        }
    }

    /// <summary>The state machine that the body belongs to; only where the plan has a variable of role <see cref="Machine"/>.</summary>
    public ThunkVariable MachineVariable => variables.First(variable => variable.Role == Machine);

    /// <summary>Role of a variable that is the state machine itself: never captured, never named.</summary>
    public const string Machine = "machine";

    private IEnumerable<ThunkVariable> Named => variables.Where(variable => variable.Role is not (Machine or LeaveMachineRecipe.More));

    /// <summary>Adds every variable to the capture on the stack's local.</summary>
    public void CaptureAll(LocalBuilder hit, string? when)
    {
        foreach (var variable in Named)
        {
            CaptureCode.Emit(il, hit, variable, when);
        }

        foreach (var variable in plan.Fixed)
        {
            CaptureCode.Emit(il, hit, variable, when);
        }
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
