using Plumbline.Agent.Places;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Weaving;
using ElementType = Plumbline.Agent.Il.ElementType;
using Root = Plumbline.Agent.Weaving.Root;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>
/// Plans the time between two places. Within one body a ticket carries the start, across suspensions too; between two bodies the
/// thread carries it, so that only a way that stays on one thread is measured.
/// </summary>
internal sealed class BetweenPlanner(PlanContext context)
{
    private readonly List<PlannedHook> _hooks = [];

    /// <summary>Both places in one body.</summary>
    public BodyPlan PlanWithin(ResolvedPlace end)
    {
        var site = context.Site("line", context.Place.Line);
        if (context.Place.BodyKind == BodyKind.Plain)
        {
            var slot = new TicketSlot(ElementType.I8);
            AddStarts(new StartRecipe(site, context.Expressions.When, counts: false, boxed: false), slot);
            AddStops(end, Stop(site), slot, TicketContent.Timestamp);
        }
        else
        {
            PlanMachine(site, end);
        }

        return new BodyPlan(context.Place.BodyToken, _hooks, [site]);
    }

    /// <summary>The first of two bodies.</summary>
    public BodyPlan PlanStart()
    {
        var site = context.Site("start", context.Place.Line);
        AddStarts(new ThreadStartRecipe(site, context.Expressions.When), null);
        return new BodyPlan(context.Place.BodyToken, _hooks, []);
    }

    /// <summary>The second of two bodies; the context's place is the end.</summary>
    public BodyPlan PlanStop()
    {
        var site = context.Site("line", context.Place.Line);
        AddStops(context.Place, new ThreadStopRecipe(site), null, TicketContent.None);
        return new BodyPlan(context.Place.BodyToken, _hooks, [site]);
    }

    private static StopRecipe Stop(Site site) => new(site, condition: null, counts: true, failed: false);

    private void PlanMachine(Site site, ResolvedPlace end)
    {
        var slot = new TicketSlot(ElementType.Object);
        var tickets = new MachineTickets();
        PlanVariable[] machine = [new PlanVariable("<machine>", ThunkWriter.Machine, Root.Argument(0))];
        _hooks.Add(new PlannedHook
        {
            Position = HookPosition.Entry,
            Slot = slot,
            Use = TicketUse.Store,
            Plan = new ThunkPlan { Recipe = new ResumeMachineRecipe(site, tickets), Variables = machine },
        });
        AddStarts(new StartRecipe(site, context.Expressions.When, counts: false, boxed: true), slot);
        foreach (var offset in new MachineBody(context.Body, context.Body.Parse()).Suspensions)
        {
            _hooks.Add(new PlannedHook
            {
                Position = HookPosition.Offset,
                Offset = offset,
                Gated = false,
                Slot = slot,
                Use = TicketUse.Pass,
                Plan = new ThunkPlan { Recipe = new SuspendRecipe(site, tickets), Ticket = TicketContent.BoxedTimestamp, Variables = machine },
            });
        }

        AddStops(end, new LeaveMachineRecipe(Stop(site), tickets, goesOn: false), slot, TicketContent.BoxedTimestamp, machine);
    }

    private void AddStarts(ThunkRecipe recipe, TicketSlot? slot)
    {
        foreach (var (position, offset) in Moments(context.Place, isEnd: false))
        {
            _hooks.Add(new PlannedHook
            {
                Position = position,
                Offset = offset,
                Slot = slot,
                Use = slot is null ? TicketUse.None : TicketUse.Store,
                Plan = new ThunkPlan { Recipe = recipe, Variables = context.Needed(context.Variables.At(Math.Max(offset, 0))) },
            });
        }
    }

    private void AddStops(ResolvedPlace end, ThunkRecipe recipe, TicketSlot? slot, TicketContent content, params PlanVariable[] variables)
    {
        foreach (var (position, offset) in Moments(end, isEnd: true))
        {
            _hooks.Add(new PlannedHook
            {
                Position = position,
                Offset = offset,
                Gated = slot is null,
                Slot = slot,
                Use = slot is null ? TicketUse.None : TicketUse.Take,
                Plan = new ThunkPlan { Recipe = recipe, Ticket = content, Variables = variables },
            });
        }
    }

    /// <summary>Where in its body a place stands: before its lines; of a method, at its entry, or at its end where that is asked for.</summary>
    private static IEnumerable<(HookPosition Position, int Offset)> Moments(ResolvedPlace place, bool isEnd) =>
        place.Lines.Length > 0 ? place.Lines.Select(point => (HookPosition.Offset, point.IlOffset))
        : isEnd && place.Events != PlaceEvents.Entry ? [(HookPosition.Return, -1)]
        : [(HookPosition.Entry, -1)];
}
