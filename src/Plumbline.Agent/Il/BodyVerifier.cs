namespace Plumbline.Agent.Il;

/// <summary>
/// Says whether the runtime will take a body. SAFETY: a body that fails is never applied, because one bad token aborts the user's
/// process. It accepts what compilers emit, unsafe code included; it does not prove type safety.
/// </summary>
internal static class BodyVerifier
{
    /// <summary>Reads the bytes first: for what is about to be handed to the runtime.</summary>
    public static Violation? Verify(ReadOnlySpan<byte> bodyWithHeader, ITokenSignatures tokens, MethodShape method)
    {
        try
        {
            return Verify(BodyReader.Read(bodyWithHeader), tokens, method);
        }
        catch (BadIlException exception)
        {
            // The answer itself.
            return new Violation(ViolationKind.NotABody, -1, exception.Offset, exception.Message);
        }
    }

    /// <returns>The first violation, or null. <see cref="IlBody.MaxStack"/> is among what is checked.</returns>
    public static Violation? Verify(IlBody body, ITokenSignatures tokens, MethodShape method)
    {
        if (body.Instructions.Count == 0)
        {
            return new Violation(ViolationKind.NotABody, -1, -1, "there are no instructions");
        }

        body.Number();
        var regions = new RegionTree(body);
        return Twice(body)
            ?? regions.Violation
            ?? new ControlFlowRules(body, regions).Check()
            ?? CatchTypes(body, tokens)
            ?? new TokenRules(body, tokens, method).Check()
            ?? Stack(body, tokens, method);
    }

    private static Violation? Twice(IlBody body)
    {
        for (var i = 0; i < body.Instructions.Count; i++)
        {
            if (body.Instructions[i].Index != i)
            {
                return Violation.At(body.Instructions[i], ViolationKind.ForeignInstruction, $"it stands in the body twice, at #{i} as well");
            }
        }

        return null;
    }

    private static Violation? CatchTypes(IlBody body, ITokenSignatures tokens)
    {
        foreach (var clause in body.Clauses)
        {
            if (clause.Kind == ExceptionClauseKind.Catch && tokens.Type(clause.CatchTypeToken) is not { Kind: StackKind.Ref or StackKind.Unknown or StackKind.Value })
            {
                return Violation.At(clause.HandlerStart, ViolationKind.BadToken, $"0x{clause.CatchTypeToken:x8}, which is caught, is no type");
            }
        }

        return null;
    }

    private static Violation? Stack(IlBody body, ITokenSignatures tokens, MethodShape method)
    {
        var walk = StackWalk.Run(body, tokens, method);
        if (walk.Violation is null && walk.MaxStack > body.MaxStack)
        {
            return new Violation(ViolationKind.MaxStack, -1, -1, $"the stack gets {walk.MaxStack} deep, the header says {body.MaxStack}");
        }

        return walk.Violation;
    }
}
