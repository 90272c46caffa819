using Plumbline.Agent.Weaving;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>A source variable as the symbols describe it, not yet bound to run-time types.</summary>
/// <param name="Name">Source name.</param>
/// <param name="Role">this, argument, local, return or exception.</param>
/// <param name="Root">Variable of the body it starts from.</param>
/// <param name="Path">Names of the fields on the way from the root.</param>
internal sealed record PlanVariable(string Name, string Role, Root Root, params string[] Path)
{
    /// <summary>Names of tuple members in its type, as in <see cref="Symbols.TupleElements"/>.</summary>
    public string?[]? TupleNames { get; init; }

    /// <summary>Whether it is a constant, which is nowhere in the body: only expressions name it, and it has no root.</summary>
    public bool IsConstant { get; init; }

    /// <summary>Value of a constant.</summary>
    public object? Constant { get; init; }
}

/// <summary>A variable that no code has to be run for: a constant, or one whose value can't be read.</summary>
/// <param name="Name">Source name.</param>
/// <param name="Role">argument or local.</param>
/// <param name="Constant">The value of a constant.</param>
/// <param name="Reason">Why there is no value; null for a constant.</param>
internal sealed record FixedVariable(string Name, string Role, object? Constant, string? Reason);

/// <summary>What a thunk is generated from: once for a plain method, once for each instantiation of a generic one.</summary>
internal sealed record ThunkPlan
{
    public required ThunkRecipe Recipe { get; init; }

    /// <summary>Variables that the recipe reads.</summary>
    public IReadOnlyList<PlanVariable> Variables { get; init; } = [];

    /// <summary>Those of them that are in the body.</summary>
    public IEnumerable<PlanVariable> Stored => Variables.Where(variable => !variable.IsConstant);

    /// <summary>What is shown beside them and is the same at every hit.</summary>
    public IReadOnlyList<FixedVariable> Fixed { get; init; } = [];

    /// <summary>What the ticket is.</summary>
    public TicketContent Ticket { get; init; }

    /// <summary>Whether the recipe finds the ticket by itself; else the hook passes it.</summary>
    public bool FindsTicket { get; init; }

    public bool PassesTicket => Ticket != TicketContent.None && !FindsTicket;

    /// <summary>Whether the hook's number is passed, before all else.</summary>
    public bool PassesNumber { get; init; }

    /// <summary>Whether the exception is passed, as object.</summary>
    public bool PassesException { get; init; }

    /// <summary>Run-time type of the value on the stack that <see cref="Root.Stack"/> stands for.</summary>
    public Func<FrameTypes, Type>? StackType { get; init; }

    /// <summary>Address of the thunk that was generated from this plan, or 0.</summary>
    public nint Thunk { get; set; }

    /// <summary>The roots in the order in which hook and thunk pass them.</summary>
    public IReadOnlyList<Root> Roots => _roots ??= Stored.Select(variable => variable.Root).Distinct().ToArray();

    private Root[]? _roots;
}

/// <summary>What a ticket is to the thunk that gets it.</summary>
internal enum TicketContent
{
    None,

    /// <summary>A <see cref="System.Diagnostics.Stopwatch"/> timestamp.</summary>
    Timestamp,

    /// <summary>The same as an object, for bodies that are left and entered again in one invocation.</summary>
    BoxedTimestamp,

    /// <summary>A <see cref="Hit"/>.</summary>
    Hit,

    /// <summary>A <see cref="Slow.CalleeTimes"/>.</summary>
    Callees,
}
