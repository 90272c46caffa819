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
internal sealed partial class MachinePlanner
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

    private Site SiteOf(string moment)
    {
        if (!_sites.TryGetValue(moment, out var site))
        {
            site = _sites[moment] = _context.Site(moment, _context.Place.Line);
        }

        return site;
    }
}
