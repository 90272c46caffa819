using Plumbline.Agent.Il;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Weaving;
using ElementType = Plumbline.Agent.Il.ElementType;
using Root = Plumbline.Agent.Weaving.Root;

namespace Plumbline.Agent.Probes.Planning;

internal sealed partial class RecordPlanner
{
    private readonly MachineTickets _tickets = new();
    private BodyPlan? _dispose;
    private bool _hasCurrent;

    private static PlanVariable Machine { get; } = new("<machine>", ThunkWriter.Machine, Root.Argument(0));

    /// <summary>Bodies that are left and entered again in one invocation: the ticket is kept meanwhile under the machine's identity.</summary>
    private void PlanMachine()
    {
        var machine = new MachineBody(_context.Body, _code);
        _hasCurrent = machine.HasCurrent;
        PlannedHook[] suspensions = [.. machine.Suspensions.Select(Suspension)];
        _hooks.AddRange(suspensions);
        IReadOnlyList<PlanVariable> arguments = [Machine, .. _context.Variables.AtEntry()];
        _hooks.Add(new PlannedHook
        {
            Position = HookPosition.Entry,
            Resumes = true,
            Slot = _slot,
            Use = TicketUse.Store,
            Plan = new ThunkPlan { Recipe = new EnterMachineRecipe(Enter(arguments), _context.Place.BodyKind, _tickets), Variables = arguments },
        });
        if (_context.Place.BodyKind == BodyKind.Iterator)
        {
            PlanIteratorEnds(machine);
            return;
        }

        foreach (var end in machine.Results)
        {
            AddMachineEnd(end, "returned", new PlanVariable("@return", "return", end.Value ?? default));
        }

        foreach (var end in machine.Exceptions)
        {
            AddMachineEnd(end, "threw", new PlanVariable("@exception", "exception", end.Value ?? default));
        }
    }

    /// <summary>Takes the ticket: what is left to run on this thread belongs no longer to the invocation, which may go on elsewhere at once.</summary>
    private PlannedHook Suspension(int offset) => new()
    {
        Position = HookPosition.Offset,
        Offset = offset,
        Gated = false,
        Slot = _slot,
        Use = TicketUse.Take,
        Plan = new ThunkPlan { Recipe = new SuspendRecipe(_site, _tickets), Ticket = TicketContent.Hit, Variables = [Machine] },
    };

    private void PlanIteratorEnds(MachineBody machine)
    {
        foreach (var ret in _code.Instructions.Where(instruction => instruction.Code == System.Reflection.Metadata.ILOpCode.Ret))
        {
            AddMachineEnd(new MachineEnd(ret.Offset, Root.Stack(0), SignatureType.Of(ElementType.Boolean), MayGoOn: true), "returned", null);
        }

        IReadOnlyList<PlanVariable> all = [Machine, .. _layout.All];
        PlanThrow(new LeaveMachineRecipe(new RecordEndRecipe(_site, null, _layout.Numbers(all), "threw"), _tickets, goesOn: false), all);
        if (machine.DisposeToken != 0)
        {
            PlanDispose(machine.DisposeToken);
        }
    }

    private void PlanDispose(int token)
    {
        IReadOnlyList<PlanVariable> variables = [Machine, .. _layout.All.Where(variable => variable.Root == Root.Argument(0))];
        var hook = new PlannedHook
        {
            Position = HookPosition.Entry,
            Gated = false,
            Plan = new ThunkPlan
            {
                Recipe = new DisposeMachineRecipe(End("disposed", variables), _tickets),
                Ticket = TicketContent.Hit,
                FindsTicket = true,
                Variables = variables,
            },
        };
        _dispose = new BodyPlan(token, [hook], [_site]);
    }

    private void AddMachineEnd(MachineEnd end, string outcome, PlanVariable? value)
    {
        List<PlanVariable> variables = [Machine, .. outcome == "threw" ? _layout.All : _layout.Before(end.Offset - 1)];
        var yields = end.MayGoOn && _hasCurrent;
        if (yields)
        {
            variables.Add(new PlanVariable("result", RecordYieldRecipe.Item, Root.Argument(0), "<>2__current"));
        }

        if (end.MayGoOn)
        {
            variables.Add(new PlanVariable("<more>", LeaveMachineRecipe.More, Root.Stack(0)));
        }
        else if (value is not null && end.Value is not null)
        {
            variables.Add(value);
        }

        _hooks.Add(new PlannedHook
        {
            Position = HookPosition.Offset,
            Offset = end.Offset,
            Gated = false,
            Slot = _slot,
            Use = TicketUse.Take,
            StackTop = end.Value == Root.Stack(0) ? end.Type : null,
            Plan = new ThunkPlan
            {
                Recipe = new LeaveMachineRecipe(End(outcome, variables), _tickets, end.MayGoOn, yields ? new RecordYieldRecipe(_site) : null),
                Ticket = TicketContent.Hit,
                Variables = variables,
                StackType = types => MachineTypes.OfEnd(types, end.MayGoOn, value?.Role == "exception"),
            },
        });
    }
}
