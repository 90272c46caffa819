namespace Plumbline.Agent.Il;

/// <summary>The evaluation stack while one instruction after the other works on it. Stops changing at the first violation.</summary>
internal sealed class StackMachine(ITokenSignatures tokens, MethodShape method, LocalSignature locals)
{
    private Instruction _current = Instruction.Nop();

    public ITokenSignatures Tokens => tokens;

    public MethodShape Method => method;

    public LocalSignature Locals => locals;

    public StackState State { get; set; } = StackState.Empty;

    public int MaxDepth { get; private set; }

    public Violation? Violation { get; private set; }

    /// <summary>A `constrained.` prefix before the current instruction.</summary>
    public bool IsConstrained { get; private set; }

    /// <summary>A `tail.` prefix before the current instruction.</summary>
    public bool IsTail { get; private set; }

    public void Execute(Instruction instruction)
    {
        _current = instruction;
        MaxDepth = Math.Max(MaxDepth, State.Depth);
        var handled = VariableEffects.TryApply(this, instruction)
            || ArithmeticEffects.TryApply(this, instruction.Code)
            || MemoryEffects.TryApply(this, instruction)
            || ObjectEffects.TryApply(this, instruction)
            || CallEffects.TryApply(this, instruction);
        if (!handled)
        {
            Fail(ViolationKind.NotABody, "the instruction has no known effect");
        }

        IsTail = instruction.Code == System.Reflection.Metadata.ILOpCode.Tail || (IsTail && instruction.IsPrefix);
        IsConstrained = instruction.Code == System.Reflection.Metadata.ILOpCode.Constrained || (IsConstrained && instruction.IsPrefix);
    }

    public void Push(StackType type)
    {
        State = State.Push(type);
        MaxDepth = Math.Max(MaxDepth, State.Depth);
        if (State.Depth > ushort.MaxValue)
        {
            Fail(ViolationKind.StackTooDeep, "the stack does not fit the header");
        }
    }

    public StackType Pop()
    {
        if (State.IsEmpty)
        {
            Fail(ViolationKind.Underflow, "the stack is empty");
            return StackType.Unknown;
        }

        var top = State.Top;
        State = State.Pop();
        return top;
    }

    /// <summary>Pops what must be able to stand for a value of the type.</summary>
    public void Pop(StackType expected)
    {
        var found = Pop();
        if (!StackFit.Fits(found, expected, tokens))
        {
            Fail(ViolationKind.WrongType, $"{found} stands where {expected} is needed");
        }
    }

    public StackType Pop(Func<StackType, bool> allowed, string needed)
    {
        var found = Pop();
        if (!allowed(found))
        {
            Fail(ViolationKind.WrongType, $"{found} stands where {needed} is needed");
        }

        return found;
    }

    public void PopAddress() => Pop(StackFit.IsAddress, "an address");

    public void PopReference() => Pop(StackFit.IsReference, "an object reference");

    public void PopIndex() => Pop(static t => t.Kind is StackKind.I4 or StackKind.I or StackKind.Unknown, "an int32 or native int");

    /// <summary>What a value of the type of a token is; a violation when the token means no type.</summary>
    public StackType TypeOf(int token)
    {
        if (tokens.Type(token) is { } type)
        {
            return type;
        }

        Fail(ViolationKind.BadToken, $"0x{token:x8} is no type");
        return StackType.Unknown;
    }

    public void Fail(ViolationKind kind, string message) => Violation ??= Violation.At(_current, kind, message);
}
