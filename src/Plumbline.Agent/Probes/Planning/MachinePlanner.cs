using System.Reflection;
using System.Reflection.Metadata;
using Plumbline.Agent.Il;
using Plumbline.Agent.Places;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Weaving;
using Plumbline.Wire;
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
    private readonly List<PlannedHook> _hooks = [];
    private readonly Dictionary<string, Site> _sites = [];
    private readonly IlBody _code;
    private readonly MachineBody _machine;
    private readonly BodyKind _kind;
    private readonly TicketContent _content;
    private readonly TicketSlot? _slot;
    private BodyPlan? _dispose;

    public MachinePlanner(PlanContext context)
    {
        _context = context;
        _kind = context.Place.BodyKind;
        _code = context.Body.Parse();
        _machine = new MachineBody(context.Body, _code);
        _content = IsWhole && context.Probe.Spec.Kind == ProbeKind.Snapshot ? TicketContent.Hit
            : IsWhole || _kind != BodyKind.Async || context.Expressions.Name("@duration") ? TicketContent.BoxedTimestamp
            : TicketContent.None;
        _slot = _content == TicketContent.None ? null : new TicketSlot(ElementType.Object);
    }

    private static PlanVariable Machine { get; } = new("<machine>", ThunkWriter.Machine, Root.Argument(0));

    private bool AtEnd => _context.Expressions.ConditionNeedsExit;

    /// <summary>Whether entry and end of an invocation are one hit.</summary>
    private bool IsWhole => _context.Probe.Spec.Kind switch
    {
        ProbeKind.Time => true,
        ProbeKind.Snapshot => !AtEnd && _context.Events.HasFlag(PlaceEvents.Entry) && _context.Events != PlaceEvents.Entry,
        _ => false,
    };

    /// <summary>Whether entry and end of an invocation go into one capture.</summary>
    private bool CapturesWhole => _content == TicketContent.Hit;

    public BodyPlan Plan()
    {
        var events = _context.Events;
        if (events == PlaceEvents.Entry && !IsWhole)
        {
            PlanEntry();
        }
        else
        {
            PlanInvocation(events);
        }

        return new BodyPlan(_context.Place.BodyToken, _hooks, [.. _sites.Values]) { Also = _dispose };
    }

    private void PlanEntry() => _hooks.Add(new PlannedHook
    {
        Position = HookPosition.Entry,
        Plan = new ThunkPlan
        {
            Recipe = new FirstEntryRecipe(_context.Recipe(SiteOf("entry"), outcome: null), _kind),
            Variables = [Machine, .. _context.Needed(_context.Variables.AtEntry)],
        },
    });

    private void PlanInvocation(PlaceEvents events)
    {
        if (!CapturesWhole)
        {
            _context.RequireOneEnd();
        }

        var returned = End("returned", Wants(events, PlaceEvents.Return, "returned", "@exception"));
        var threw = End("threw", Wants(events, PlaceEvents.Throw, "threw", "@return"));
        var site = (returned ?? threw ?? throw PlanContext.NothingToDo()).Site;
        if (_slot is not null)
        {
            AddBegin(site);
            foreach (var offset in _machine.Suspensions)
            {
                AddSuspension(site, offset);
            }
        }

        returned ??= Unwanted(site);
        threw ??= Unwanted(site);
        if (_kind == BodyKind.Iterator)
        {
            AddIteratorEnds(returned!, threw!);
            return;
        }

        AddEnds(_machine.Results, returned, "@return", "return");
        AddEnds(_machine.Exceptions, threw, "@exception", "exception");
    }

    private void AddBegin(Site site)
    {
        var when = AtEnd ? null : _context.Expressions.When;
        ThunkRecipe begin = _content == TicketContent.Hit ? new EnterRecipe(site, when, _context.CapturesAll)
            : _context.Probe.Spec.Kind == ProbeKind.Time ? new StartRecipe(site, when, counts: false, boxed: true)
            : new StampRecipe(site, boxed: true);
        _hooks.Add(new PlannedHook
        {
            Position = HookPosition.Entry,
            Resumes = true,
            Slot = _slot,
            Use = TicketUse.Store,
            Plan = new ThunkPlan
            {
                Recipe = new EnterMachineRecipe(begin, _kind, _tickets),
                Variables = [Machine, .. begin is StampRecipe || AtEnd ? [] : _context.Needed(_context.Variables.AtEntry)],
            },
        });
    }

    private void AddSuspension(Site site, int offset) => _hooks.Add(new PlannedHook
    {
        Position = HookPosition.Offset,
        Offset = offset,
        Gated = false,
        Slot = _slot,
        Use = TicketUse.Pass,
        Plan = new ThunkPlan { Recipe = new SuspendRecipe(site, _tickets), Ticket = _content, Variables = [Machine] },
    });

    private bool Wants(PlaceEvents events, PlaceEvents moment, string outcome, string excludedBy) => CapturesWhole
        ? _context.Expressions.WantEnd(outcome)
        : (events.HasFlag(moment) || _context.Probe.Spec.Kind == ProbeKind.Time) && !_context.Expressions.Name(excludedBy);

    /// <summary>An end that nobody asked about; the invocation is followed only so that it is let go there.</summary>
    private ThunkRecipe? Unwanted(Site site) => _slot is null ? null : CapturesWhole ? new ReleaseRecipe(site) : new NothingRecipe(site);

    /// <summary>What is done at an end; null where it is not wanted.</summary>
    private ThunkRecipe? End(string outcome, bool wanted)
    {
        if (!wanted)
        {
            return null;
        }

        if (_context.Probe.Spec.Kind == ProbeKind.Time)
        {
            return new StopRecipe(SiteOf("call"), AtEnd ? _context.Expressions.When : null, counts: true, outcome == "threw");
        }

        return IsWhole
            ? new ExitRecipe(SiteOf("call"), _context.Expressions.CapturesAt(outcome), outcome)
            : _context.Recipe(SiteOf(outcome == "threw" ? "throw" : "return"), outcome);
    }

    private void AddIteratorEnds(ThunkRecipe returned, ThunkRecipe threw)
    {
        foreach (var ret in _code.Instructions.Where(instruction => instruction.Code == ILOpCode.Ret))
        {
            var end = new MachineEnd(ret.Offset, Root.Stack(0), SignatureType.Of(ElementType.Boolean), MayGoOn: true);
            AddEnd(HookPosition.Offset, end, returned, EndVariables(returned, end.Offset), value: null);
        }

        AddEnd(HookPosition.Throw, new MachineEnd(-1, null, null, MayGoOn: false), threw, AllVariables(threw), value: null);
        if (_machine.DisposeToken != 0)
        {
            PlanDispose(End("disposed", returned is not (NothingRecipe or ReleaseRecipe)) ?? returned);
        }
    }

    /// <summary>An iterator that is left early ends in its Dispose, which sees the fields of the machine only.</summary>
    private void PlanDispose(ThunkRecipe end)
    {
        var hook = new PlannedHook
        {
            Position = HookPosition.Entry,
            Gated = false,
            Plan = new ThunkPlan
            {
                Recipe = new DisposeMachineRecipe(end, _tickets),
                Ticket = _content,
                FindsTicket = true,
                Variables = [Machine, .. AllVariables(end).Where(variable => variable.Root == Root.Argument(0))],
            },
        };
        _dispose = new BodyPlan(_machine.DisposeToken, [hook], [.. _sites.Values]);
    }

    private void AddEnds(List<MachineEnd> ends, ThunkRecipe? recipe, string name, string role)
    {
        if (recipe is null)
        {
            return;
        }

        foreach (var end in ends)
        {
            var value = end is { MayGoOn: false, Value: { } root } ? new PlanVariable(name, role, root) : null;
            AddEnd(HookPosition.Offset, end, recipe, role == "exception" ? AllVariables(recipe) : EndVariables(recipe, end.Offset), value);
        }
    }

    private void AddEnd(HookPosition position, MachineEnd end, ThunkRecipe recipe, IReadOnlyList<PlanVariable> visible, PlanVariable? value)
    {
        List<PlanVariable> variables = [Machine, .. visible];
        if (end.MayGoOn)
        {
            variables.Add(new PlanVariable("<more>", LeaveMachineRecipe.More, Root.Stack(0)));
        }
        else if (value is not null)
        {
            variables.Add(value);
        }

        _hooks.Add(new PlannedHook
        {
            Position = position,
            Offset = end.Offset,
            Gated = _slot is null,
            Slot = _slot,
            Use = _slot is null ? TicketUse.None : TicketUse.Take,
            StackTop = end.Value == Root.Stack(0) ? end.Type : null,
            Plan = new ThunkPlan
            {
                Recipe = _slot is null ? recipe : new LeaveMachineRecipe(recipe, _tickets, end.MayGoOn),
                Ticket = _content,
                PassesException = position == HookPosition.Throw,
                Variables = variables,
                StackType = types => StackType(types, end.MayGoOn, value?.Role == "exception"),
            },
        });
    }

    private IReadOnlyList<PlanVariable> EndVariables(ThunkRecipe end, int offset) =>
        Wanted(end, () => _context.Variables.At(_context.Variables.LastStatement(offset - 1)));

    private IReadOnlyList<PlanVariable> AllVariables(ThunkRecipe end) => Wanted(end, _context.Variables.Everywhere);

    private IReadOnlyList<PlanVariable> Wanted(ThunkRecipe end, Func<IReadOnlyList<PlanVariable>> visible)
    {
        if (end is NothingRecipe or ReleaseRecipe || (end is StopRecipe && !AtEnd))
        {
            return [];
        }

        return end is ExitRecipe && _context.CapturesAll
            ? [.. visible().Where(variable => variable.Role == "local")]
            : _context.Needed(visible());
    }

    private static Type StackType(FrameTypes types, bool mayGoOn, bool isException)
    {
        if (mayGoOn || isException)
        {
            return mayGoOn ? typeof(bool) : typeof(Exception);
        }

        var machine = types.Method.DeclaringType!;
        const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var builder = machine.GetField("<>t__builder", Fields) ?? machine.GetField("$Builder", Fields);
        return builder?.FieldType is { IsGenericType: true } type ? type.GetGenericArguments()[0] : typeof(object);
    }

    private Site SiteOf(string moment)
    {
        if (!_sites.TryGetValue(moment, out var site))
        {
            site = _sites[moment] = _context.Site(moment, _context.Place.Line);
        }

        return site;
    }
}
