using System.Reflection.Metadata;
using Plumbline.Agent.Il;
using Plumbline.Agent.Places;
using Plumbline.Agent.Probes.Recordings;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Weaving;
using Plumbline.Wire;
using ElementType = Plumbline.Agent.Il.ElementType;
using Root = Plumbline.Agent.Weaving.Root;
using SignatureKind = Plumbline.Agent.Il.SignatureKind;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>
/// Plans the recording of whole invocations: a hook at the entry, which decides, one at each statement, one behind each call, and those at
/// the ends. Those inside look at the ticket alone, so an invocation that is not recorded pays for a test of a local at each.
/// </summary>
internal sealed partial class RecordPlanner
{
    private readonly PlanContext _context;
    private readonly IlBody _code;
    private readonly Site _site;
    private readonly TicketSlot _slot = new(ElementType.Object);
    private readonly List<PlannedHook> _hooks = [];
    private readonly RecordLayout _layout;

    public RecordPlanner(PlanContext context)
    {
        _context = context;
        _code = context.Body.Parse();
        _site = context.Site("call", context.Place.Line);
        _layout = new RecordLayout(context, _code);
    }

    private bool IsMachine => _context.Place.BodyKind != BodyKind.Plain;

    private bool AtEnd => _context.Expressions.ConditionNeedsExit;

    public BodyPlan Plan()
    {
        _context.RequireOneEnd();
        if (_context.Place.Lines.Length == 0 && _context.Place.Events != PlaceEvents.All)
        {
            throw new PlacementException(new Failure(FailureCode.BadPlace, "A recording is of whole calls.", "Leave out @entry, @return or @throw."));
        }

        AddLines();
        AddCalls();
        if (IsMachine)
        {
            PlanMachine();
        }
        else
        {
            PlanEntry();
            PlanReturns();
            PlanThrow();
        }

        return new BodyPlan(_context.Place.BodyToken, _hooks, [_site]) { Also = _dispose };
    }

    private RecordEnterRecipe Enter(IReadOnlyList<PlanVariable> variables) => new(
        _site, _layout.Map, AtEnd ? null : _context.Expressions.When, counts: !AtEnd, _layout.Numbers(variables));

    /// <summary>Whether the condition does not ask about this way to end.</summary>
    private bool IsLost(string outcome) => AtEnd && _context.Expressions.Name(outcome == "threw" ? "@return" : "@exception");

    /// <summary>What is done at an end.</summary>
    private ThunkRecipe End(string outcome, IReadOnlyList<PlanVariable> variables) => IsLost(outcome)
        ? new RecordDiscardRecipe(_site)
        : new RecordEndRecipe(_site, AtEnd ? _context.Expressions.When : null, _layout.Numbers(variables), outcome);

    /// <summary>Where an exception leaves it is seen first, with every frame alive; the end is when the finally blocks have run.</summary>
    private void PlanThrow()
    {
        ThunkRecipe end = IsLost("threw") ? new RecordDiscardRecipe(_site) : new RecordEndRecipe(_site, null, _layout.Numbers(_layout.All), "threw");
        PlanThrow(end, _layout.All);
    }

    private void PlanThrow(ThunkRecipe end, IReadOnlyList<PlanVariable> variables)
    {
        if (!IsLost("threw"))
        {
            _hooks.Add(Inner(HookPosition.Throw, -1, new ThunkPlan
            {
                Recipe = new RecordThrowRecipe(_site, AtEnd ? _context.Expressions.When : null, _layout.Numbers(variables)),
                Ticket = TicketContent.Hit,
                PassesException = true,
                Variables = variables,
            }));
        }

        AddEnd(HookPosition.Unwound, end, variables, null);
    }

    private void PlanEntry()
    {
        var variables = _context.Variables.AtEntry();
        _hooks.Add(new PlannedHook
        {
            Position = HookPosition.Entry,
            Slot = _slot,
            Use = TicketUse.Store,
            Plan = new ThunkPlan { Recipe = Enter(variables), Variables = variables },
        });
    }

    private void AddLines()
    {
        var plans = new List<ThunkPlan>();
        for (var i = 0; i < _layout.Points.Count; i++)
        {
            var variables = _layout.At(i);
            var plan = plans.Find(known => known.Variables.SequenceEqual(variables, VariableSearch.ByPlace));
            if (plan is null)
            {
                plans.Add(plan = new ThunkPlan
                {
                    Recipe = new RecordLineRecipe(_site, _layout.Numbers(variables)),
                    PassesNumber = true,
                    Ticket = TicketContent.Hit,
                    Variables = variables,
                });
            }

            _hooks.Add(Inner(HookPosition.Offset, _layout.Points[i].Offset, plan) with { Number = i });
        }
    }

    private void AddCalls()
    {
        var plans = new Dictionary<string, ThunkPlan>();
        var empty = new ThunkPlan { Recipe = new RecordResultRecipe(_site), Ticket = TicketContent.Hit, PassesNumber = true, Variables = [Result] };
        foreach (var call in _layout.FindCalls())
        {
            var ready = call.Type.Kind switch
            {
                SignatureKind.Reference => RecordResults.OfObject,
                SignatureKind.Primitive => RecordResults.Of(call.Type.Element),
                _ => 0,
            };
            var key = Convert.ToHexString(call.Type.Bare);
            var plan = ready != 0 ? empty : plans.GetValueOrDefault(key) ?? (plans[key] = empty with { StackType = types => RecordTypes.ReturnOf(types, call.Token) });
            _hooks.Add(Inner(HookPosition.AfterCall, call.Offset, plan) with
            {
                Number = _layout.AddCall(call.Call),
                Ready = ready,
                StackTop = call.Type.Kind == SignatureKind.Reference ? SignatureType.Of(ElementType.Object) : call.Type,
            });
        }
    }

    private static PlanVariable Result { get; } = new("result", "return", Root.Stack(0));

    private PlannedHook Inner(HookPosition position, int offset, ThunkPlan plan) => new()
    {
        Position = position,
        Offset = offset,
        Gated = false,
        IsOptional = true,
        Slot = _slot,
        Use = TicketUse.Pass,
        Plan = plan,
    };

    /// <summary>One thunk for all returns that have the same variables in scope.</summary>
    private void PlanReturns()
    {
        var frame = _context.Body.Frame(_code);
        var returns = _code.Instructions.Where(instruction => instruction.Code == ILOpCode.Ret).Select(ret => (ret.Offset, Variables: _layout.Before(ret.Offset)))
            .GroupBy(ret => string.Join(' ', _layout.Numbers(ret.Variables)));
        foreach (var group in returns)
        {
            var variables = group.First().Variables;
            var isValue = frame.Return.Kind is not (SignatureKind.Void or SignatureKind.TypedByRef);
            var value = isValue ? new PlanVariable("@return", "return", Root.Stack(0)) : null;
            AddEnd(HookPosition.Return, End("returned", variables), variables, value, group.Select(ret => ret.Offset).ToHashSet(), frame.Return);
        }
    }

    private void AddEnd(
        HookPosition position, ThunkRecipe recipe, IReadOnlyList<PlanVariable> variables, PlanVariable? value, HashSet<int>? returns = null, SignatureType? type = null) =>
        _hooks.Add(new PlannedHook
        {
            Position = position,
            Returns = returns,
            Gated = false,
            Slot = _slot,
            Use = TicketUse.Take,
            StackTop = value is null ? null : type,
            Plan = new ThunkPlan
            {
                Recipe = recipe,
                Ticket = TicketContent.Hit,
                Variables = value is null ? variables : [.. variables, value],
                StackType = types => types.Return,
            },
        });
}
