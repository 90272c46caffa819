using System.Reflection;
using System.Reflection.Emit;
using Plumbline.Agent.Capture;
using Plumbline.Agent.Expressions;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>Writes the code of one thunk: the frame that catches everything, and the pieces that recipes are made of.</summary>
internal sealed partial class ThunkWriter(ILGenerator il, ThunkPlan plan, IReadOnlyList<ThunkVariable> variables, FrameTypes types)
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
    public int Exception => Ticket + (plan.PassesTicket ? 1 : 0);

    /// <summary>Parameter that holds the ticket, where it is passed.</summary>
    private int Ticket => plan.PassesNumber ? 1 : 0;

    /// <summary>
    /// try { recipe } catch (Exception e) { HitActions.Fault(e); } return result.
    /// SAFETY: nothing that goes wrong here reaches the user's code.
    /// </summary>
    public void Write()
    {
        if (plan.Recipe.IsBare)
        {
            plan.Recipe.Write(this);
            return;
        }

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

    /// <summary>
    /// Another thunk with all parameters of this one, and one more behind them. PERF: what takes the address of a parameter keeps it in
    /// memory everywhere, so what is rarely done is done in a thunk of its own; that is compiled when it is first called.
    /// </summary>
    public DynamicMethod Part(ThunkRecipe recipe, Type extra)
    {
        var part = Write(plan with { Recipe = recipe }, variables, types, [.. Parameters, extra]);
        ThunkFactory.Finish(part);
        return part;
    }

    public void CallPart(DynamicMethod part, LocalBuilder extra)
    {
        LoadParameters();
        il.Emit(OpCodes.Ldloc, extra);
        il.Emit(OpCodes.Call, part);
    }

    /// <summary>Calls such a thunk that is generated when control first comes here. What goes wrong then is told by the probe.</summary>
    public void CallLazyPart(ThunkRecipe recipe, LocalBuilder extra)
    {
        Type[] parameters = [.. Parameters, extra.LocalType];
        var number = LazyThunks.Add(recipe.Site.Probe, Generator(plan with { Recipe = recipe }, variables, types, parameters));
        var found = il.DeclareLocal(typeof(nint));
        var missing = il.DefineLabel();
        il.Emit(OpCodes.Ldc_I4, number);
        Call(typeof(LazyThunks), nameof(LazyThunks.Find));
        il.Emit(OpCodes.Stloc, found);
        il.Emit(OpCodes.Ldloc, found);
        il.Emit(OpCodes.Brfalse, missing);
        LoadParameters();
        il.Emit(OpCodes.Ldloc, extra);
        il.Emit(OpCodes.Ldloc, found);
        il.EmitCalli(OpCodes.Calli, CallingConventions.Standard, recipe.Returns, parameters, null);
        il.MarkLabel(missing);
    }

    private static Func<nint> Generator(ThunkPlan plan, IReadOnlyList<ThunkVariable> variables, FrameTypes types, Type[] parameters) => () =>
    {
        ThunkFactory.Warm(plan.Recipe, variables);
        return ThunkFactory.Address(Write(plan, variables, types, parameters), plan.Recipe);
    };

    private static DynamicMethod Write(ThunkPlan plan, IReadOnlyList<ThunkVariable> variables, FrameTypes types, Type[] parameters)
    {
        var part = ThunkFactory.New(plan.Recipe.Returns, parameters);
        new ThunkWriter(part.GetILGenerator(), plan, variables, types) { Parameters = parameters }.Write();
        return part;
    }

    private void LoadParameters()
    {
        for (var i = 0; i < Parameters.Count; i++)
        {
            il.Emit(OpCodes.Ldarg, (short)i);
        }
    }

    /// <summary>The types of the thunk's parameters.</summary>
    public IReadOnlyList<Type> Parameters { get; init; } = [];

    /// <summary>Leaves the last parameter on the stack.</summary>
    public void LoadExtra() => il.Emit(OpCodes.Ldarg, (short)(Parameters.Count - 1));

    public void Count(int cell)
    {
        il.Emit(OpCodes.Ldc_I4, cell);
        il.Emit(OpCodes.Call, s_increment);
    }

    /// <summary>Whether the exception is passed.</summary>
    public bool HasException => plan.PassesException;

    /// <summary>Leaves the ticket on the stack.</summary>
    public void LoadTicket()
    {
        if (TicketLocal is null)
        {
            il.Emit(OpCodes.Ldarg, (short)Ticket);
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
        else if (plan.Ticket == TicketContent.Callees)
        {
            Call(typeof(Slow.CalleeTimes), nameof(Slow.CalleeTimes.StartedOf));
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

    /// <summary>Variables that the user knows.</summary>
    public IEnumerable<ThunkVariable> Named => variables.Where(variable => variable.Role is not (Machine or LeaveMachineRecipe.More or RecordYieldRecipe.Item));

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
}
