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

internal sealed partial class MachinePlanner
{
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

        var names = role == "return" ? _context.Variables.ResultNames() : null;
        foreach (var end in ends)
        {
            var value = end is { MayGoOn: false, Value: { } root } ? new PlanVariable(name, role, root) { TupleNames = names } : null;
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
                StackType = types => MachineTypes.OfEnd(types, end.MayGoOn, value?.Role == "exception"),
            },
        }.OnceIfThrow());
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
}
