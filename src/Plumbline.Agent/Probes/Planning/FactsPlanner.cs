using System.Reflection.Metadata;
using Plumbline.Agent.Facts;
using Plumbline.Agent.Il;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Weaving;
using Root = Plumbline.Agent.Weaving.Root;
using ElementType = Plumbline.Agent.Il.ElementType;
using SignatureKind = Plumbline.Agent.Il.SignatureKind;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>
/// Plans how an armed method learns facts: of its arguments where it is entered, of its result where it returns. The result of an
/// iterator is its items, and they are not looked at.
/// </summary>
internal sealed class FactsPlanner(PlanContext context)
{
    private readonly List<PlannedHook> _hooks = [];
    private readonly FactsOfSite _facts = new(context.Site("entry", context.Place.Line));
    private TicketSlot? _slot;
    private readonly Site _return = context.Site("return", context.Place.Line);

    private static PlanVariable Machine { get; } = new("<machine>", ThunkWriter.Machine, Root.Argument(0));

    /// <summary>What counts the calls from their entry on; null where nothing does.</summary>
    public FactsOfSite? Counting { get; private set; }

    private bool IsMachine => context.Place.BodyKind != BodyKind.Plain;

    /// <param name="swallows">Whether it may swallow an exception: then its calls are counted, whatever its arguments.</param>
    public List<PlannedHook> Plan(bool swallows)
    {
        var frame = context.Body.Frame(context.Body.Parse());
        var types = Types();
        var isCounted = swallows || HasArgumentFacts(types);
        if (context.Place.BodyKind == BodyKind.Async)
        {
            AddResults(isCounted ? CallCounting.Reads : CallCounting.Counts);
        }
        else if (!IsMachine && frame.Return.Kind is not (SignatureKind.Void or SignatureKind.TypedByRef or SignatureKind.ByRef or SignatureKind.Pointer)
            && (types is null || FactShapes.HasFacts(types.Return)))
        {
            _slot = isCounted ? new TicketSlot(ElementType.I8) : null;
            AddReturns(frame.Return);
        }

        if (isCounted)
        {
            AddEntry();
            Counting = _facts;
        }

        return _hooks;
    }

    /// <summary>Of what is not generic, the types are known before it runs.</summary>
    private FrameTypes? Types() =>
        context.Body.IsGeneric || IsMachine ? null : FrameTypes.Of(FrameTypes.Bind(context.Place.Module.Module, context.Place.BodyToken, []));

    private bool HasArgumentFacts(FrameTypes? types) => context.Variables.AtEntry().Any(variable => variable.Role == "argument"
        && (types is null || variable.Path.Length > 0 || variable.Root.Kind != Weaving.RootKind.Argument
            || types.Arguments[variable.Root.Index] is not { } type || FactShapes.HasFacts(type.IsByRef ? type.GetElementType()! : type)));

    private void AddEntry()
    {
        var counting = _slot is null ? CallCounting.Counts : CallCounting.Hands;
        var variables = context.Variables.AtEntry();
        Add(HookPosition.Entry, new ThunkPlan
        {
            Recipe = IsMachine
                ? new FirstEntryRecipe(new FactsRecipe(_facts, _facts.Site, counting, isReturn: false), context.Place.BodyKind)
                : new QuickFactsRecipe(_facts, _facts.Site, counting, isReturn: false),
            Variables = IsMachine ? [Machine, .. variables] : variables,
        });
    }

    /// <summary>One hook for all returns that reach the arguments in the same way.</summary>
    private void AddReturns(SignatureType type)
    {
        var recipe = new QuickFactsRecipe(_facts, _return, _slot is null ? CallCounting.Counts : CallCounting.Takes, isReturn: true);
        var result = new PlanVariable("@return", "return", Root.Stack(0));
        var returns = context.Body.Parse().Instructions.Where(instruction => instruction.Code == ILOpCode.Ret)
            .Select(ret => (ret.Offset, Variables: Arguments(context.Variables.At(ret.Offset))))
            .GroupBy(ret => string.Join(';', ret.Variables.Select(variable => $"{variable.Name} {variable.Root} {string.Join('.', variable.Path)}")));
        foreach (var group in returns)
        {
            Add(
                HookPosition.Return,
                new ThunkPlan
                {
                    Recipe = recipe,
                    Ticket = _slot is null ? TicketContent.None : TicketContent.Timestamp,
                    Variables = [.. group.First().Variables, result],
                    StackType = types => types.Return,
                },
                type,
                returns: group.Select(ret => ret.Offset).ToHashSet());
        }
    }

    private void AddResults(CallCounting counting)
    {
        var recipe = new FactsRecipe(_facts, _return, counting, isReturn: true);
        foreach (var end in new MachineBody(context.Body, context.Body.Parse()).Results)
        {
            if (end is not { MayGoOn: false, Value: { } root })
            {
                continue;
            }

            var visible = Arguments(context.Variables.At(context.Variables.LastStatement(end.Offset - 1)));
            Add(
                HookPosition.Offset,
                new ThunkPlan { Recipe = recipe, Variables = [Machine, .. visible, new PlanVariable("@return", "return", root)], StackType = MachineTypes.ResultOf },
                root == Root.Stack(0) ? end.Type : null,
                end.Offset);
        }
    }

    private void Add(HookPosition position, ThunkPlan plan, SignatureType? top = null, int offset = -1, HashSet<int>? returns = null) => _hooks.Add(new PlannedHook
    {
        Position = position,
        Offset = offset,
        Returns = returns,
        StackTop = top,

        // PERF: the number of the call is handed on, so that the end reads no memory of its thread's own: 3 ns. The gate guards the end, too, so
        // that nothing leads to its thunk once the probe is gone.
        Slot = _slot,
        Use = _slot is null ? TicketUse.None : position == HookPosition.Entry ? TicketUse.Store : TicketUse.Pass,
        Plan = plan,
    });

    private static List<PlanVariable> Arguments(IReadOnlyList<PlanVariable> visible) => [.. visible.Where(variable => variable.Role != "local")];
}
