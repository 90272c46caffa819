using System.Reflection.Emit;
using System.Reflection.Metadata;
using Plumbline.Agent.Il;
using SignatureKind = Plumbline.Agent.Il.SignatureKind;

namespace Plumbline.Agent.Weaving;

/// <summary>Weaves hooks into a body. The result is checked by <see cref="BodyVerifier"/> before the runtime sees it.</summary>
internal sealed class Weaver
{
    private readonly IlBody _body;
    private readonly MethodFrame _frame;
    private readonly ModuleTokens _tokens;
    private readonly Func<Instruction, SignatureType[]?> _stackAt;
    private readonly Temporaries _temporaries;
    private readonly int _locals;
    private readonly Dictionary<TicketSlot, int> _slots = [];
    private int _deepest;

    /// <param name="body">Changed in place.</param>
    /// <param name="frame">Variables of the body.</param>
    /// <param name="tokens">Where tokens of the module come from.</param>
    /// <param name="stackAt">The evaluation stack before an original instruction, bottom first; null where no path leads.</param>
    public Weaver(IlBody body, MethodFrame frame, ModuleTokens tokens, Func<Instruction, SignatureType[]?> stackAt)
    {
        _body = body;
        _frame = frame;
        _temporaries = new Temporaries(frame.Locals);
        _locals = frame.Locals.Locals.Count;
        _tokens = tokens;
        _stackAt = stackAt;
    }

    /// <exception cref="WeaveException">A hook can't stand in this body.</exception>
    public void Weave(IReadOnlyList<Hook> hooks, Instruction first)
    {
        foreach (var slot in hooks.Select(hook => hook.Ticket).OfType<TicketSlot>().Distinct())
        {
            _slots[slot] = _frame.Locals.Append(slot.Element);
        }

        var throwing = hooks.Where(hook => hook.Position == HookPosition.Throw).ToList();
        if (hooks.Any(hook => hook.Position is HookPosition.Throw or HookPosition.Unwound or HookPosition.Return))
        {
            RefuseTailCalls();
        }

        // What stands behind a call comes before what stands at the next statement: control falls from the call into both.
        _body.Insert([.. hooks.OrderBy(hook => hook.Position != HookPosition.AfterCall).SelectMany(Inner)]);
        var catching = hooks.Where(hook => hook.Position == HookPosition.Catch).ToList();
        if (catching.Count > 0)
        {
            var exception = _frame.Locals.Append(ElementType.Object);
            CatchingRegions.Add(_body, () => Filter(catching, exception));
        }

        var unwound = hooks.Where(hook => hook.Position == HookPosition.Unwound).ToList();
        if (unwound.Count > 0)
        {
            Wrap(first, ExceptionClauseKind.Fault, [], [.. unwound.SelectMany(hook => Closed(hook, exception: -1)), Instruction.Of(OpCodes.Endfinally)]);
        }

        if (throwing.Count > 0)
        {
            // A filter that declines: the exception goes on as if nothing were there. Nothing is caught, nothing is rethrown, and finally
            // blocks run in their order.
            List<Instruction> filter = [.. Filter(throwing, _frame.Locals.Append(ElementType.Object)), Instruction.LdcI4(0), Instruction.Of(OpCodes.Endfilter)];
            Wrap(first, ExceptionClauseKind.Filter, filter, [Instruction.Of(OpCodes.Pop), Instruction.Of(OpCodes.Rethrow)]);
        }

        WeaveEntry(hooks, first);
        if (_frame.Locals.Locals.Count > _locals)
        {
            // PERF: the runtime looks through all signatures of the module for an equal one, so none is asked for without need.
            _body.LocalSignatureToken = _tokens.StandAloneSignature(_frame.Locals.Encode());
        }
    }

    /// <summary>A call with the prefix tail. leaves the frame, so no region can be put around it and nothing runs after it.</summary>
    private void RefuseTailCalls()
    {
        if (_body.Instructions.Any(i => i.Code is ILOpCode.Tail or ILOpCode.Jmp))
        {
            throw new WeaveException("the method ends in tail calls, which a probe on its end would undo: probe its @entry");
        }
    }

    private IEnumerable<Insertion> Inner(Hook hook) => hook.Position switch
    {
        HookPosition.Offset or HookPosition.AfterCall when hook.IsOptional && !CanStand(hook) => [],
        HookPosition.Offset => [At(hook, Original(hook))],
        HookPosition.AfterCall => [At(hook, After(hook)) with { Takeover = Takeover.None }],
        HookPosition.Return => _body.Instructions
            .Where(i => i.Code == ILOpCode.Ret && hook.Returns?.Contains(i.Offset) != false && _stackAt(i) is not null).Select(ret => At(hook, ret)),
        _ => [],
    };

    private Instruction Original(Hook hook) => _body.At(hook.Offset) ?? throw new WeaveException($"no instruction starts at IL offset {hook.Offset}");

    private Instruction After(Hook hook)
    {
        var next = _body.IndexOf(Original(hook)) + 1;
        return next < _body.Instructions.Count ? _body.Instructions[next] : throw new WeaveException("the code ends with a call");
    }

    private bool CanStand(Hook hook)
    {
        try
        {
            return _stackAt(hook.Position == HookPosition.AfterCall ? After(hook) : Original(hook)) is not null;
        }
        catch (WeaveException)
        {
            // The answer itself.
            return false;
        }
    }

    private Insertion At(Hook hook, Instruction instruction)
    {
        var code = new HookCode(_frame, _temporaries, _tokens);
        var stack = _stackAt(instruction) ?? throw new WeaveException("no path leads to this place");
        if (hook.StackTop is not null)
        {
            stack[^1] = hook.StackTop;
        }

        var block = code.Write(hook, Slot(hook), exception: -1, stack, instruction);
        Deepen(code.Depth);
        return new Insertion(instruction, block);
    }

    /// <summary>Control falls into this block once; branches back to the first instruction don't run it again.</summary>
    private void WeaveEntry(IReadOnlyList<Hook> hooks, Instruction first)
    {
        // A local without InitLocals may hold anything, so every ticket is emptied first.
        var block = _slots.SelectMany(slot => HookCode.Empty(slot.Key, slot.Value)).ToList();
        foreach (var hook in hooks.Where(hook => hook.Position == HookPosition.Entry))
        {
            block.AddRange(Closed(hook, exception: -1));
        }

        _body.InsertBefore(_body.Instructions[StartOf(first)], block, Takeover.None);
    }

    /// <summary>The hook's code with its own place to go on at.</summary>
    private List<Instruction> Closed(Hook hook, int exception)
    {
        var code = new HookCode(_frame, _temporaries, _tokens);
        var after = Instruction.Nop();
        var block = code.Write(hook, Slot(hook), exception, [], after);
        block.Add(after);
        Deepen(code.Depth);
        return block;
    }

    /// <summary>Puts a region around the body.</summary>
    private void Wrap(Instruction first, ExceptionClauseKind kind, List<Instruction> filter, List<Instruction> handler)
    {
        var result = _frame.Return.Kind == SignatureKind.Void ? -1 : _frame.Locals.Append(_frame.Return.Bare);
        new BodyWrap
        {
            First = _body.Instructions[StartOf(first)],
            ReturnLocal = result,
            Kind = kind,
            Filter = filter,
            Handler = handler,
            After = !_body.Instructions.Exists(i => i.Code == ILOpCode.Ret) ? []
                : result < 0 ? [Instruction.Ret()]
                : [Instruction.LdLoc(result), Instruction.Ret()],
        }.Apply(_body);
    }

    private List<Instruction> Filter(List<Hook> hooks, int exception) => [Instruction.StLoc(exception), .. hooks.SelectMany(hook => Closed(hook, exception))];

    /// <summary>The first of the blocks that were put before the instruction.</summary>
    private int StartOf(Instruction first)
    {
        var index = _body.IndexOf(first);
        while (index > 0 && _body.Instructions[index - 1].IsInserted)
        {
            index--;
        }

        return index;
    }

    private int Slot(Hook hook) => hook.Ticket is null ? -1 : _slots[hook.Ticket];

    private void Deepen(int depth)
    {
        var original = _body.MaxStack - _deepest;
        _deepest = Math.Max(_deepest, depth);
        _body.MaxStack = original + _deepest;
    }
}
