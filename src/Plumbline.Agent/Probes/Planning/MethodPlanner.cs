using System.Reflection.Metadata;
using Plumbline.Agent.Il;
using Plumbline.Agent.Places;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Weaving;
using Plumbline.Wire;
using SignatureKind = Plumbline.Agent.Il.SignatureKind;
using Root = Plumbline.Agent.Weaving.Root;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>Plans probes on methods whose body runs from entry to end in one go.</summary>
internal sealed class MethodPlanner(PlanContext context, MethodFrame frame)
{
    private readonly List<PlannedHook> _hooks = [];
    private readonly List<Site> _sites = [];

    public BodyPlan Plan()
    {
        var events = context.Events;
        if (context.Probe.Spec.Kind == ProbeKind.Time)
        {
            PlanTime();
        }
        else if (context.Probe.Spec.Kind == ProbeKind.Snapshot && events.HasFlag(PlaceEvents.Entry) && events != PlaceEvents.Entry
            && !context.Expressions.ConditionNeedsExit)
        {
            PlanInvocation(events);
        }
        else
        {
            PlanMoments(events);
        }

        return new BodyPlan(context.Place.BodyToken, _hooks, _sites);
    }

    /// <summary>Entry and end of an invocation in one capture, tied by a ticket.</summary>
    private void PlanInvocation(PlaceEvents events)
    {
        var slot = new TicketSlot(ElementType.Object);
        var site = NewSite("call");
        Add(HookPosition.Entry, slot, TicketUse.Store, new ThunkPlan
        {
            Recipe = new EnterRecipe(site, context.Expressions.When, context.CapturesAll),
            Variables = context.Needed(context.Variables.AtEntry),
            Fixed = context.Fixed(0, onlyArguments: true),
        });
        if (events.HasFlag(PlaceEvents.Return))
        {
            AddReturns(slot, Exit(site, "returned"), TicketContent.Hit, visible => Outputs(visible(), isThrow: false));
        }

        if (events.HasFlag(PlaceEvents.Throw))
        {
            AddEnd(HookPosition.Throw, slot, Exit(site, "threw"), TicketContent.Hit, Outputs(context.Variables.Everywhere(), isThrow: true));
        }
    }

    private ThunkRecipe Exit(Site site, string outcome) =>
        context.Expressions.WantEnd(outcome) ? new ExitRecipe(site, context.Expressions.CapturesAt(outcome), outcome) : new ReleaseRecipe(site);

    /// <summary>Each moment on its own. Where the duration is asked for, a timestamp ties the end to the entry.</summary>
    private void PlanMoments(PlaceEvents events)
    {
        var slot = context.Expressions.Name("@duration") ? new TicketSlot(ElementType.I8) : null;
        if (events.HasFlag(PlaceEvents.Entry) && !context.Expressions.ConditionNeedsExit)
        {
            Add(HookPosition.Entry, null, TicketUse.None, new ThunkPlan
            {
                Recipe = context.Recipe(NewSite("entry"), outcome: null),
                Variables = context.Needed(context.Variables.AtEntry),
                Fixed = context.Fixed(0, onlyArguments: true),
            });
        }

        context.RequireOneEnd();
        var wantsReturn = events.HasFlag(PlaceEvents.Return) && !context.Expressions.Name("@exception");
        var wantsThrow = events.HasFlag(PlaceEvents.Throw) && !context.Expressions.Name("@return");
        if (slot is not null)
        {
            AddStamp(slot, NewSite("entry", isCounted: false));
        }

        var content = slot is null ? TicketContent.None : TicketContent.Timestamp;
        if (wantsReturn)
        {
            AddReturns(slot, context.Recipe(NewSite("return"), "returned"), content, context.Needed);
        }

        if (wantsThrow)
        {
            AddEnd(HookPosition.Throw, slot, context.Recipe(NewSite("throw"), "threw"), content, context.Needed(context.Variables.Everywhere));
        }
    }

    private void PlanTime()
    {
        var slot = new TicketSlot(ElementType.I8);
        var atEnd = context.Expressions.ConditionNeedsExit;
        context.RequireOneEnd();
        var site = NewSite("call");
        Add(HookPosition.Entry, slot, TicketUse.Store, new ThunkPlan
        {
            Recipe = new StartRecipe(site, atEnd ? null : context.Expressions.When, counts: false, boxed: false),
            Variables = atEnd ? [] : context.Needed(context.Variables.AtEntry),
        });
        var condition = atEnd ? context.Expressions.When : null;
        if (!context.Expressions.Name("@exception"))
        {
            AddReturns(slot, new StopRecipe(site, condition, counts: true, failed: false), TicketContent.Timestamp, visible => EndVariables(atEnd, visible));
        }

        if (!context.Expressions.Name("@return"))
        {
            AddEnd(HookPosition.Throw, slot, new StopRecipe(site, condition, counts: true, failed: true), TicketContent.Timestamp, EndVariables(atEnd, context.Variables.Everywhere));
        }
    }

    private IReadOnlyList<PlanVariable> EndVariables(bool atEnd, Func<IReadOnlyList<PlanVariable>> visible) => atEnd ? context.Needed(visible) : [];

    private void AddStamp(TicketSlot slot, Site site) => Add(HookPosition.Entry, slot, TicketUse.Store, new ThunkPlan
    {
        Recipe = new StampRecipe(site),
    });

    /// <summary>One hook for all returns that have the same variables in scope: slots are shared between scopes, so each return has its own.</summary>
    private void AddReturns(
        TicketSlot? slot, ThunkRecipe recipe, TicketContent content, Func<Func<IReadOnlyList<PlanVariable>>, IReadOnlyList<PlanVariable>> choose)
    {
        var returns = context.Body.Parse().Instructions.Where(instruction => instruction.Code == ILOpCode.Ret)
            .Select(ret => (ret.Offset, Variables: choose(() => context.Variables.At(ret.Offset))))
            .GroupBy(ret => string.Join(';', ret.Variables.Select(variable => $"{variable.Name} {variable.Root} {string.Join('.', variable.Path)} {variable.Constant}")));
        foreach (var group in returns)
        {
            AddEnd(HookPosition.Return, slot, recipe, content, group.First().Variables, group.Select(ret => ret.Offset).ToHashSet());
        }
    }

    private void AddEnd(
        HookPosition position, TicketSlot? slot, ThunkRecipe recipe, TicketContent content, IReadOnlyList<PlanVariable> variables, HashSet<int>? returnsAt = null)
    {
        var returns = position == HookPosition.Return && frame.Return.Kind is not (SignatureKind.Void or SignatureKind.TypedByRef);
        List<PlanVariable> all = [.. variables];
        if (returns && (context.CapturesAll || context.Expressions.Name("@return")))
        {
            all.Add(new PlanVariable("@return", "return", Root.Stack(0)) { TupleNames = context.Variables.ResultNames() });
        }

        _hooks.Add(new PlannedHook
        {
            Position = position,
            Returns = returnsAt,
            Gated = slot is null,
            Slot = slot,
            Use = slot is null ? TicketUse.None : TicketUse.Take,
            StackTop = returns ? frame.Return : null,
            Plan = new ThunkPlan
            {
                Recipe = recipe,
                Ticket = content,
                PassesException = position == HookPosition.Throw,
                Variables = all,
                StackType = types => types.Return,
            },
        }.OnceIfThrow());
    }

    private void Add(HookPosition position, TicketSlot? slot, TicketUse use, ThunkPlan plan) =>
        _hooks.Add(new PlannedHook { Position = position, Slot = slot, Use = use, Plan = plan });

    /// <summary>
    /// At the end of an invocation whose entry was captured, locals are new, and what the caller sees changed. Other arguments were
    /// shown, but may be named.
    /// </summary>
    private IReadOnlyList<PlanVariable> Outputs(IReadOnlyList<PlanVariable> visible, bool isThrow) => context.CapturesAll
        ? [.. visible.Where(variable => variable.Role == "local" || context.Variables.IsOutput(variable, isThrow))]
        : context.Needed(visible);

    private Site NewSite(string moment, bool isCounted = true)
    {
        var site = context.Site(moment, context.Place.Line);
        if (isCounted)
        {
            _sites.Add(site);
        }

        return site;
    }
}
