using Plumbline.Agent.Il;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Slow;
using Plumbline.Agent.Weaving;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>A hook whose thunk is still to be generated.</summary>
internal sealed record PlannedHook
{
    public required HookPosition Position { get; init; }

    public int Offset { get; init; } = -1;

    /// <summary>Offsets of the returns that are meant; null for all.</summary>
    public IReadOnlySet<int>? Returns { get; init; }

    /// <summary>Whether the probe's gate guards it; else its ticket does.</summary>
    public bool Gated { get; init; } = true;

    /// <summary>Whether it must still run where the last hit has begun and is not finished.</summary>
    public bool Resumes { get; init; }

    /// <summary>Number that its thunk gets, or -1.</summary>
    public int Number { get; init; } = -1;

    /// <summary>Whether it may be left out where it can't stand.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Address of a function that is there already and stands for the thunk, or 0.</summary>
    public nint Ready { get; init; }

    /// <summary>Whether its thunk is generated when it is first reached.</summary>
    public bool IsLazy { get; init; }

    /// <summary>As in <see cref="Weaving.Hook"/>.</summary>
    public nint Clock { get; init; }

    /// <summary>As in <see cref="Weaving.Hook"/>.</summary>
    public nint Counter { get; init; }

    /// <summary>As in <see cref="Weaving.Hook"/>; for a lazy one.</summary>
    public SlowLimit? Limit { get; init; }

    public TicketSlot? Slot { get; init; }

    public TicketUse Use { get; init; }

    public required ThunkPlan Plan { get; init; }

    /// <summary>
    /// A throw that no ticket ties to its entry. While an exception leaves, a finally block on its way may throw another one, which
    /// passes the method too: that is still one throw.
    /// </summary>
    public PlannedHook OnceIfThrow() => Position == HookPosition.Throw && Slot is null
        ? this with { Slot = new TicketSlot(ElementType.I4), Use = TicketUse.Once }
        : this;

    /// <summary>Type of the value on top of the stack, where the plan reads it.</summary>
    public SignatureType? StackTop { get; init; }

    /// <summary>Generates the thunk, where no hook with the same plan has done so, and gives the hook.</summary>
    public Hook Build(Probe probe, BodyModel body, MethodFrame frame, System.Reflection.Module module)
    {
        if (Plan.Recipe.OnlyCell >= 0)
        {
            if (!Gated && Clock == 0 && Plan.Recipe.OnlyFunction == HitCells.Counter)
            {
                probe.Thunks.KeepForGood(Plan.Recipe.Site);
            }

            return Hook(probe, Plan.Recipe.OnlyFunction, passesTypeVariables: false) with { Cell = Plan.Recipe.OnlyCell };
        }

        if (Ready != 0)
        {
            return Hook(probe, Ready, passesTypeVariables: false);
        }

        // What reads no variable is the same for every instantiation.
        var isGeneric = body.IsGeneric && Plan.Roots.Count > 0;
        var generate = Generator(body, frame, module, isGeneric);
        if (IsLazy)
        {
            return Hook(probe, Limit is null ? LazyThunks.Function : CoarseTimes.FindFunction, isGeneric) with { Lazy = LazyThunks.Add(probe, generate) };
        }

        if (!Gated)
        {
            probe.Thunks.KeepForGood(Plan.Recipe.Site);
        }

        if (Plan.Thunk == 0)
        {
            Plan.Thunk = generate();
        }

        return Hook(probe, Plan.Thunk, isGeneric);
    }

    /// <summary>What generates the thunk. It keeps no more of the body than it needs.</summary>
    private Func<nint> Generator(BodyModel body, MethodFrame frame, System.Reflection.Module module, bool isGeneric)
    {
        SignatureType Declared(Root root) => root.Kind switch
        {
            RootKind.Argument => frame.Arguments[root.Index],
            RootKind.Local => frame.Locals.Locals[root.Index],
            _ => StackTop ?? throw new WeaveException("the type of the value on the stack is not known"),
        };

        var declared = Plan.Roots.Select(Declared).ToArray();
        return Generator(Plan, declared, module, (body.Token, isGeneric ? body.TypeVariables + body.MethodVariables : 0));
    }

    private static Func<nint> Generator(ThunkPlan plan, SignatureType[] declared, System.Reflection.Module module, (int Token, int Variables) body) => () =>
        body.Variables > 0
            ? ThunkFactory.BuildDispatcher(plan, declared, new GenericThunks(plan, declared, module, body.Token, body.Variables))
            : ThunkFactory.Build(plan, declared, FrameTypes.Of(FrameTypes.Bind(module, body.Token, [])));

    private Hook Hook(Probe probe, nint thunk, bool passesTypeVariables) => new()
    {
        Position = Position,
        Offset = Offset,
        Returns = Returns,
        Gate = !Gated ? 0 : Resumes ? probe.ResumeGate : probe.Gate,
        Thunk = thunk,
        Roots = Plan.Roots,
        Ticket = Slot,
        Use = Use,
        PassesTypeVariables = passesTypeVariables,
        StackTop = StackTop,
        Cell = Number,
        IsOptional = IsOptional,
        Limit = Limit,
        Clock = Clock,
        Counter = Counter,
    };
}
