using System.Reflection.Metadata;
using Plumbline.Agent.Facts;
using Plumbline.Agent.Il;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Slow;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Weaving;
using ElementType = Plumbline.Agent.Il.ElementType;
using Root = Plumbline.Agent.Weaving.Root;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>
/// Plans how long a call of an armed method takes, and, once it was slow, where the time goes among what it calls. The arguments are
/// captured as they are at the end, since only then it is known that the call was slow. The time of an async method spans its awaits;
/// iterators are not timed, as their time is their caller's. A coarse clock is enough for the sum of the times, and for a limit of many of
/// its ticks; what tells of a slow call is then generated when one comes.
/// </summary>
internal sealed class SlowPlanner
{
    private readonly PlanContext _context;
    private readonly SlowMethod _method;
    private readonly List<CallSite> _calls;
    private readonly List<PlannedHook> _hooks = [];
    private readonly MachineTickets _tickets = new();
    private readonly TicketContent _content;
    private readonly bool _tells;
    private readonly bool _isCoarse;
    private readonly bool _isCounted;
    private readonly TicketSlot _slot;
    private Site? _site;
    private Site? _returns;

    /// <param name="context">Of the body.</param>
    /// <param name="timesCallees">Whether it was slow already.</param>
    /// <param name="counting">What counts the calls already, or null.</param>
    public SlowPlanner(PlanContext context, bool timesCallees, FactsOfSite? counting = null)
    {
        _context = context;
        _method = context.Probe.Owner.Slow.For(context.Place, context.Probe.Spec.SlowMilliseconds);
        _tells = context.Probe.Spec.SlowMilliseconds > 0;
        _isCoarse = !_tells || (CoarseTimes.Suffices(context.Probe.Spec.SlowMilliseconds) && !IsMachine && !timesCallees);
        _calls = timesCallees ? new CallSites(context.Place, context.Body).Find() : [];
        _content = timesCallees ? TicketContent.Callees : IsMachine ? TicketContent.BoxedTimestamp : TicketContent.Timestamp;
        _isCounted = counting is not null;
        if (!timesCallees)
        {
            _method.Counting = counting;
        }

        _slot = new TicketSlot(_content == TicketContent.Timestamp ? ElementType.I8 : ElementType.Object);
    }

    private static PlanVariable Machine { get; } = new("<machine>", ThunkWriter.Machine, Root.Argument(0));

    private Site Returns => _returns ??= Site("return");

    private bool IsMachine => _context.Place.BodyKind != BodyKind.Plain;

    public List<PlannedHook> Plan()
    {
        if (_context.Place.BodyKind is BodyKind.Iterator or BodyKind.AsyncIterator)
        {
            return [];
        }

        AddEntry();
        for (var i = 0; i < _calls.Count; i++)
        {
            AddMoment(_calls[i].Begins, i, ends: false);
            AddMoment(_calls[i].Ends, i, ends: true);
        }

        if (IsMachine)
        {
            AddMachineEnds();
        }
        else
        {
            AddPlainEnds();
        }

        return _hooks;
    }

    private void AddEntry()
    {
        if (_isCoarse && !IsMachine)
        {
            Add(HookPosition.Entry, -1, TicketUse.Store, new ThunkPlan { Recipe = new CoarseBeginRecipe(Returns, _method) });
            return;
        }

        var site = Site("entry");
        ThunkRecipe begin = _content == TicketContent.Callees ? new CalleesRecipe(site, _method, new CalleeTable([.. _calls.Select(call => call.Method)]))
            : _isCoarse ? new CoarseBeginRecipe(site, _method)
            : new StampRecipe(site, IsMachine, _method);
        Add(HookPosition.Entry, -1, TicketUse.Store, new ThunkPlan
        {
            Recipe = IsMachine ? new EnterMachineRecipe(begin, _context.Place.BodyKind, _tickets) : begin,
            Variables = IsMachine ? [Machine] : [],
        });
    }

    private void AddMoment(int offset, int index, bool ends) => Add(HookPosition.Offset, offset, TicketUse.Pass, new ThunkPlan
    {
        Recipe = new CalleeMomentRecipe(Site("call"), index, ends),
        Ticket = _content,
    });

    private void AddPlainEnds()
    {
        if (!_tells)
        {
            Add(HookPosition.Return, -1, TicketUse.Take, End(new CoarseEndRecipe(Returns, _method, threw: false), []));
            Add(HookPosition.Throw, -1, TicketUse.Take, End(new CoarseEndRecipe(Site("throw"), _method, threw: true), []) with { PassesException = true });
            return;
        }

        var returned = new SlowRecipe(Returns, _method, "returned", isAdded: _isCoarse);
        var returns = _context.Body.Parse().Instructions.Where(instruction => instruction.Code == ILOpCode.Ret)
            .Select(ret => (ret.Offset, Variables: Arguments(_context.Variables.At(ret.Offset))))
            .GroupBy(ret => string.Join(';', ret.Variables.Select(variable => $"{variable.Name} {variable.Root} {string.Join('.', variable.Path)}")));
        foreach (var group in returns)
        {
            Add(HookPosition.Return, -1, TicketUse.Take, End(returned, group.First().Variables), group.Select(ret => ret.Offset).ToHashSet());
        }

        var threw = new SlowRecipe(Site("throw"), _method, "threw", isAdded: _isCoarse);
        Add(HookPosition.Throw, -1, TicketUse.Take, End(threw, Arguments(_context.Variables.Everywhere())) with { PassesException = true });
    }

    private void AddMachineEnds()
    {
        var machine = new MachineBody(_context.Body, _context.Body.Parse());
        foreach (var offset in machine.Suspensions)
        {
            Add(HookPosition.Offset, offset, TicketUse.Pass, new ThunkPlan
            {
                Recipe = new SuspendRecipe(Site("call"), _tickets),
                Ticket = _content,
                Variables = [Machine],
            });
        }

        AddMachineEnds(machine.Results, "return", "returned");
        AddMachineEnds(machine.Exceptions, "throw", "threw");
    }

    private void AddMachineEnds(List<MachineEnd> ends, string moment, string outcome)
    {
        ThunkRecipe inner = _isCoarse ? new CoarseEndRecipe(Site(moment), _method, threw: false) : new SlowRecipe(Site(moment), _method, outcome, isAdded: false);
        var recipe = new LeaveMachineRecipe(inner, _tickets, goesOn: false);
        foreach (var end in ends.Where(end => !end.MayGoOn))
        {
            var visible = _isCoarse ? [] : Arguments(_context.Variables.At(_context.Variables.LastStatement(end.Offset - 1)));
            Add(HookPosition.Offset, end.Offset, TicketUse.Take, End(recipe, [Machine, .. visible]));
        }
    }

    private ThunkPlan End(ThunkRecipe recipe, IReadOnlyList<PlanVariable> variables) => new() { Recipe = recipe, Ticket = _content, Variables = variables };

    private void Add(HookPosition position, int offset, TicketUse use, ThunkPlan plan, HashSet<int>? returns = null) => _hooks.Add(new PlannedHook
    {
        Position = position,
        Offset = offset,
        Returns = returns,
        IsLazy = IsMachine || plan.Recipe is SlowRecipe,
        Limit = _tells && _isCoarse && use == TicketUse.Take ? new SlowLimit(_method.Number, _method.Limit) : null,
        Gated = use == TicketUse.Store && !HasClock(position),
        Clock = HasClock(position) ? CoarseTimes.Clock : 0,
        Counter = HasClock(position) && use == TicketUse.Store && !_isCounted && _context.Probe.Spec.CountsCalls ? CallCells.AddressOf(_method.Number) : 0,
        Resumes = IsMachine && use == TicketUse.Store,
        Slot = _slot,
        Use = use,
        Plan = plan,
    });

    private bool HasClock(HookPosition position) => _isCoarse && !IsMachine && position is (HookPosition.Entry or HookPosition.Return);

    /// <summary>Where nothing is captured, one site serves all hooks.</summary>
    private Site Site(string moment) => !_tells && _site is not null ? _site : _site = _context.Site(moment, _context.Place.Line);

    private static List<PlanVariable> Arguments(IReadOnlyList<PlanVariable> visible) => [.. visible.Where(variable => variable.Role != "local")];
}
