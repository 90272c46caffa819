using System.Reflection.Metadata;
using Plumbline.Agent.Il;
using Plumbline.Agent.Places;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Weaving;
using ElementType = Plumbline.Agent.Il.ElementType;
using Root = Plumbline.Agent.Weaving.Root;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>
/// Plans probes on async methods and iterators, whose body is left and entered again in one invocation. The ticket is found
/// again at each entry and kept in front of each suspension; it ends where the result or the exception is handed over.
/// </summary>
internal sealed class MachinePlanner
{
    private readonly PlanContext _context;
    private readonly MachineTickets _tickets = new();
    private readonly TicketSlot _slot = new(ElementType.Object);
    private readonly List<PlannedHook> _hooks = [];
    private readonly List<Site> _sites = [];
    private readonly IlBody _code;
    private readonly MachineBody _machine;
    private readonly BodyKind _kind;

    public MachinePlanner(PlanContext context)
    {
        _context = context;
        _kind = context.Place.BodyKind;
        _code = context.Body.Parse();
        _machine = new MachineBody(context.Body, _code);
    }

    private static PlanVariable Machine { get; } = new("<machine>", ThunkWriter.Machine, Root.Argument(0));

    private bool AtEnd => _context.Expressions.ConditionNeedsExit;

    public BodyPlan Plan()
    {
        var events = _context.Events;
        var isEntryOnly = events == PlaceEvents.Entry && _context.Probe.Spec.Kind != Wire.ProbeKind.Time;
        if (isEntryOnly)
        {
            PlanEntry();
        }
        else
        {
            PlanInvocation(events);
        }

        return new BodyPlan(_context.Place.BodyToken, _hooks, _sites);
    }

    private void PlanEntry() => _hooks.Add(new PlannedHook
    {
        Position = HookPosition.Entry,
        Plan = new ThunkPlan
        {
            Recipe = new FirstEntryRecipe(_context.Recipe(NewSite("entry"), outcome: null), _kind),
            Variables = [Machine, .. _context.Needed(_context.Variables.AtEntry)],
        },
    });

    private void PlanInvocation(PlaceEvents events)
    {
        var (site, begin, content) = Begin(events);
        _hooks.Add(new PlannedHook
        {
            Position = HookPosition.Entry,
            Slot = _slot,
            Use = TicketUse.Store,
            Plan = new ThunkPlan
            {
                Recipe = new EnterMachineRecipe(begin, _kind, _tickets),
                Variables = [Machine, .. AtEnd ? [] : _context.Needed(_context.Variables.AtEntry)],
            },
        });
        foreach (var offset in _machine.Suspensions)
        {
            AddSuspension(site, offset, content);
        }

        AddEnds(events, site, content);
    }

    /// <summary>What begins an invocation, and what its ticket is.</summary>
    private (Site Site, ThunkRecipe Begin, TicketContent Content) Begin(PlaceEvents events)
    {
        var when = AtEnd ? null : _context.Expressions.When;
        if (_context.Probe.Spec.Kind == Wire.ProbeKind.Time)
        {
            var site = NewSite("call");
            return (site, new StartRecipe(site, when, counts: false, boxed: true), TicketContent.BoxedTimestamp);
        }

        if (_context.Probe.Spec.Kind == Wire.ProbeKind.Snapshot && !AtEnd && events.HasFlag(PlaceEvents.Entry))
        {
            var site = NewSite("call");
            return (site, new EnterRecipe(site, when, _context.CapturesAll), TicketContent.Hit);
        }

        var end = NewSite(events.HasFlag(PlaceEvents.Return) ? "return" : "throw");
        return (end, new StampRecipe(end, boxed: true), TicketContent.BoxedTimestamp);
    }

    private void AddSuspension(Site site, int offset, TicketContent content) => _hooks.Add(new PlannedHook
    {
        Position = HookPosition.Offset,
        Offset = offset,
        Gated = false,
        Slot = _slot,
        Use = TicketUse.Pass,
        Plan = new ThunkPlan { Recipe = new SuspendRecipe(site, _tickets), Ticket = content, Variables = [Machine] },
    });

    private void AddEnds(PlaceEvents events, Site site, TicketContent content)
    {
        var wantsReturn = Wants(events, PlaceEvents.Return, "@exception");
        var wantsThrow = Wants(events, PlaceEvents.Throw, "@return");
        if (_kind == BodyKind.Iterator)
        {
            foreach (var ret in _code.Instructions.Where(instruction => instruction.Code == ILOpCode.Ret))
            {
                AddEnd(HookPosition.Offset, ret.Offset, End(site, "returned", wantsReturn), content, SignatureType.Of(ElementType.Boolean), isYield: true);
            }

            AddEnd(HookPosition.Throw, -1, End(site, "threw", wantsThrow), content, null, isYield: false);
            return;
        }

        foreach (var offset in _machine.Results)
        {
            AddEnd(HookPosition.Offset, offset, End(site, "returned", wantsReturn), content, _machine.Result, _kind == BodyKind.AsyncIterator);
        }

        foreach (var offset in _machine.Exceptions)
        {
            AddEnd(HookPosition.Offset, offset, End(site, "threw", wantsThrow), content, SignatureType.Of(ElementType.Object), isYield: false);
        }
    }

    private bool Wants(PlaceEvents events, PlaceEvents moment, string excludedBy) =>
        (events.HasFlag(moment) || _context.Probe.Spec.Kind == Wire.ProbeKind.Time) && !_context.Expressions.Name(excludedBy);

    /// <summary>What is done at an end; an end that is not wanted still ends the ticket.</summary>
    private ThunkRecipe End(Site site, string outcome, bool wanted)
    {
        var failed = outcome == "threw";
        if (!wanted)
        {
            return new NothingRecipe(site);
        }

        if (_context.Probe.Spec.Kind == Wire.ProbeKind.Time)
        {
            return new StopRecipe(site, AtEnd ? _context.Expressions.When : null, counts: true, failed);
        }

        return site.Label.Event == "call"
            ? new ExitRecipe(site, _context.Expressions.Captures, outcome)
            : _context.Recipe(site, outcome);
    }

    private void AddEnd(HookPosition position, int offset, ThunkRecipe end, TicketContent content, SignatureType? top, bool isYield)
    {
        List<PlanVariable> variables = [Machine, .. EndVariables(end, offset)];
        var isThrow = _machine.Exceptions.Contains(offset);
        if (isYield)
        {
            variables.Add(new PlanVariable("<more>", LeaveMachineRecipe.More, Root.Stack(0)));
        }
        else if (top is not null)
        {
            variables.Add(isThrow
                ? new PlanVariable("@exception", "exception", Root.Stack(0))
                : new PlanVariable("@return", "return", Root.Stack(0)));
        }

        _hooks.Add(new PlannedHook
        {
            Position = position,
            Offset = offset,
            Gated = false,
            Slot = _slot,
            Use = TicketUse.Take,
            StackTop = top,
            Plan = new ThunkPlan
            {
                Recipe = new LeaveMachineRecipe(end, _tickets, isYield),
                Ticket = content,
                PassesException = position == HookPosition.Throw,
                Variables = variables,
                StackType = types => StackType(types, isYield, isThrow),
            },
        });
    }

    private IReadOnlyList<PlanVariable> EndVariables(ThunkRecipe end, int offset)
    {
        if (end is NothingRecipe || (end is StopRecipe && !AtEnd))
        {
            return [];
        }

        var visible = _context.Variables.At(_context.Variables.LastStatement(offset < 0 ? int.MaxValue : offset));
        return end is ExitRecipe && _context.CapturesAll
            ? [.. visible.Where(variable => variable.Role == "local")]
            : _context.Needed(visible);
    }

    private static Type StackType(FrameTypes types, bool isYield, bool isException)
    {
        if (isYield || isException)
        {
            return isYield ? typeof(bool) : typeof(Exception);
        }

        var machine = types.Method.DeclaringType!;
        const System.Reflection.BindingFlags Fields = System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic;
        var builder = machine.GetField("<>t__builder", Fields) ?? machine.GetField("$Builder", Fields);
        return builder?.FieldType is { IsGenericType: true } type ? type.GetGenericArguments()[0] : typeof(object);
    }

    private Site NewSite(string moment)
    {
        var site = _context.Site(moment, _context.Place.Line);
        _sites.Add(site);
        return site;
    }
}
