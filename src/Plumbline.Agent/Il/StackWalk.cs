using System.Reflection.Metadata;

namespace Plumbline.Agent.Il;

/// <summary>The evaluation stack before every instruction of a body, found by walking all paths.</summary>
internal sealed class StackWalk
{
    private readonly IlBody _body;
    private readonly StackMachine _machine;
    private readonly StackState?[] _states;
    private readonly Stack<int> _work = new();
    private readonly ILookup<Instruction, ExceptionClause> _handlers;

    private StackWalk(IlBody body, ITokenSignatures tokens, MethodShape method, LocalSignature locals)
    {
        _body = body;
        _machine = new StackMachine(tokens, method, locals);
        _states = new StackState?[body.Instructions.Count];
        _handlers = body.Clauses.ToLookup(c => c.TryStart);
    }

    /// <summary>What broke the walk, which then is incomplete; else null.</summary>
    public Violation? Violation { get; private set; }

    /// <summary>The deepest stack on any path.</summary>
    public int MaxStack => _machine.MaxDepth;

    /// <param name="body">Not changed, but numbered.</param>
    public static StackWalk Run(IlBody body, ITokenSignatures tokens, MethodShape method)
    {
        body.Number();
        var locals = body.LocalSignatureToken == 0 ? new LocalSignature() : tokens.Locals(body.LocalSignatureToken);
        var walk = new StackWalk(body, tokens, method, locals ?? new LocalSignature());
        if (locals is null)
        {
            walk.Violation = new Violation(ViolationKind.BadToken, -1, -1, $"0x{body.LocalSignatureToken:x8} is no signature of locals");
        }
        else
        {
            walk.Walk();
        }

        return walk;
    }

    /// <summary>The stack before an instruction; null when no path leads to it. Valid until the body is edited.</summary>
    public StackState? Before(Instruction instruction) => _body.Contains(instruction) ? _states[instruction.Index] : null;

    private void Walk()
    {
        Reach(null, 0, StackState.Empty);
        while (Violation is null && _work.TryPop(out var index))
        {
            while (Violation is null && index >= 0)
            {
                index = Step(index);
            }
        }
    }

    /// <returns>The next instruction of the same run; -1 when its state was known already, or control does not go there.</returns>
    private int Step(int index)
    {
        var instruction = _body.Instructions[index];
        _machine.State = _states[index]!;
        EnterTry(instruction);
        _machine.Execute(instruction);
        Violation ??= _machine.Violation;
        if (Violation is not null)
        {
            return -1;
        }

        var after = instruction.Code is ILOpCode.Leave or ILOpCode.Leave_s ? StackState.Empty : _machine.State;
        if (instruction.Target is { } target)
        {
            Queue(instruction, target, after);
        }

        foreach (var one in instruction.Targets ?? [])
        {
            Queue(instruction, one, after);
        }

        if (instruction.EndsBlock || Violation is not null)
        {
            return -1;
        }

        if (index + 1 < _states.Length)
        {
            return Reach(instruction, index + 1, after, queue: false) ? index + 1 : -1;
        }

        Violation = Il.Violation.At(instruction, ViolationKind.FallThrough, "control runs off the end of the body");
        return -1;
    }

    private void EnterTry(Instruction instruction)
    {
        foreach (var clause in _handlers[instruction])
        {
            if (!_machine.State.IsEmpty)
            {
                Violation ??= Il.Violation.At(instruction, ViolationKind.TryStack, "the stack is not empty where a try region starts");
                return;
            }

            var entry = clause.Kind is ExceptionClauseKind.Catch or ExceptionClauseKind.Filter ? StackState.Empty.Push(StackType.Ref) : StackState.Empty;
            Queue(instruction, clause.HandlerStart, entry);
            if (clause.FilterStart is { } filter)
            {
                Queue(instruction, filter, entry);
            }
        }
    }

    private void Queue(Instruction from, Instruction target, StackState state)
    {
        if (_body.Contains(target))
        {
            Reach(from, target.Index, state);
        }
        else
        {
            Violation ??= Il.Violation.At(from, ViolationKind.ForeignInstruction, "it goes to an instruction that is not in this body");
        }
    }

    /// <returns>Whether the instruction has to be walked (again).</returns>
    private bool Reach(Instruction? from, int index, StackState state, bool queue = true)
    {
        var known = _states[index];
        var joined = known is null ? state : Join(from!, index, known, state);
        if (ReferenceEquals(joined, known))
        {
            return false;
        }

        _states[index] = joined;
        if (queue)
        {
            _work.Push(index);
        }

        return true;
    }

    /// <returns><paramref name="known"/> itself when the other stack adds nothing to it.</returns>
    private StackState Join(Instruction from, int index, StackState known, StackState state)
    {
        if (ReferenceEquals(known, state))
        {
            return known;
        }

        if (known.Depth != state.Depth)
        {
            Violation ??= Il.Violation.At(from, ViolationKind.JoinDepth, $"it brings {state.Depth} entries to #{index}, where another path has {known.Depth}");
            return known;
        }

        return JoinTypes(from, index, known, state);
    }

    private StackState JoinTypes(Instruction from, int index, StackState known, StackState state)
    {
        var (a, b) = (known.ToArray(), state.ToArray());
        var changed = false;
        var result = StackState.Empty;
        for (var i = 0; i < a.Length; i++)
        {
            var joined = StackFit.Join(a[i], b[i], _machine.Tokens);
            if (joined is null)
            {
                Violation ??= Il.Violation.At(from, ViolationKind.JoinType, $"it brings {b[i]} to #{index}, where another path has {a[i]}");
                return known;
            }

            changed |= joined != a[i];
            result = result.Push(joined.Value);
        }

        return changed ? result : known;
    }
}
