using Plumbline.Agent.Il;

namespace Plumbline.Agent.Weaving;

internal enum HookPosition
{
    /// <summary>Before the first instruction; in a constructor, after the call of the base constructor.</summary>
    Entry,

    /// <summary>Before the original instruction at <see cref="Hook.Offset"/>.</summary>
    Offset,

    /// <summary>
    /// After the call at <see cref="Hook.Offset"/>, with its result on the stack. Only control that comes from the call runs it, not a
    /// branch to what follows.
    /// </summary>
    AfterCall,

    /// <summary>Before every return, with the returned value on the stack.</summary>
    Return,

    /// <summary>When an exception leaves the body: in the first pass, with every frame still alive.</summary>
    Throw,

    /// <summary>When an exception has left the body, and its finally blocks have run.</summary>
    Unwound,

    /// <summary>When an exception leaves a try that user code catches from, before any of its catches is asked.</summary>
    Catch,
}

/// <summary>One call that is woven into a body.</summary>
internal sealed record Hook
{
    public required HookPosition Position { get; init; }

    /// <summary>Offset of an original instruction, for <see cref="HookPosition.Offset"/> and <see cref="HookPosition.AfterCall"/>.</summary>
    public int Offset { get; init; } = -1;

    /// <summary>Offsets of the returns that are meant, for <see cref="HookPosition.Return"/>; null for all.</summary>
    public IReadOnlySet<int>? Returns { get; init; }

    /// <summary>Address of the byte that opens the hook, or 0 for a hook that only its ticket guards.</summary>
    public nint Gate { get; init; }

    /// <summary>
    /// Address of the thunk. Its parameters, in this order: a RuntimeTypeHandle for each type variable (with
    /// <see cref="PassesTypeVariables"/>), the number of a cell (with <see cref="Cell"/>), the ticket, the exception (as object), the roots.
    /// </summary>
    public required nint Thunk { get; init; }

    /// <summary>
    /// Number of a thunk that is not generated yet, or -1. The hook then asks the function at <see cref="Thunk"/>, which takes the number, for
    /// the thunk's address, and calls that; where it gets 0, it does nothing.
    /// </summary>
    public int Lazy { get; init; } = -1;

    /// <summary>
    /// When a lazy hook that takes the ticket of a clock calls at all, or null for always. The function at <see cref="Thunk"/> then takes the
    /// number, the counter, the ticket and the limit.
    /// </summary>
    public SlowLimit? Limit { get; init; }

    /// <summary>Number that is passed first, or -1: by it one function serves hooks at many places.</summary>
    public int Cell { get; init; } = -1;

    /// <summary>
    /// Address of a clock, or 0. A hook that stores its ticket then takes what the clock shows, and calls nothing; one that takes it passes
    /// it on only where the clock has advanced since. PERF: the way that is nearly always taken costs a load instead of a call.
    /// </summary>
    public nint Clock { get; init; }

    /// <summary>Address of a counter of <see cref="Facts.CallCells"/> that a hook with a clock adds one to when it stores, or 0.</summary>
    public nint Counter { get; init; }

    public IReadOnlyList<Root> Roots { get; init; } = [];

    public TicketSlot? Ticket { get; init; }

    public TicketUse Use { get; init; }

    /// <summary>Whether it is left out where no path leads, or where what is on the stack can't be put aside.</summary>
    public bool IsOptional { get; init; }

    public bool PassesTypeVariables { get; init; }

    /// <summary>Type of the value on top of the stack, where the walk of the stack knows it less exactly.</summary>
    public SignatureType? StackTop { get; init; }
}
