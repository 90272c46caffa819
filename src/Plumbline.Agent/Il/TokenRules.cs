using System.Reflection.Metadata;

namespace Plumbline.Agent.Il;

/// <summary>Tokens and variable numbers of every instruction, reachable or not: the runtime looks at some of them before it walks.</summary>
internal sealed class TokenRules(IlBody body, ITokenSignatures tokens, MethodShape method)
{
    public Violation? Check()
    {
        var locals = body.LocalSignatureToken == 0 ? new LocalSignature() : tokens.Locals(body.LocalSignatureToken);
        if (locals is null || (body.LocalSignatureToken != 0 && Complaint(body.LocalSignatureToken, isOpenAllowed: false) is not null))
        {
            return new Violation(ViolationKind.BadToken, -1, -1, $"0x{body.LocalSignatureToken:x8} is no signature of locals for this method");
        }

        foreach (var instruction in body.Instructions)
        {
            if (CheckVariable(instruction, locals) is { } violation)
            {
                return violation;
            }

            if (HasToken(instruction) && Complaint(instruction.Token, instruction.Code == ILOpCode.Ldtoken) is { } complaint)
            {
                return Violation.At(instruction, ViolationKind.BadToken, complaint);
            }
        }

        return null;
    }

    private static bool HasToken(Instruction instruction) => instruction.OpCode.OperandType
        is System.Reflection.Emit.OperandType.InlineMethod or System.Reflection.Emit.OperandType.InlineField
        or System.Reflection.Emit.OperandType.InlineType or System.Reflection.Emit.OperandType.InlineTok
        or System.Reflection.Emit.OperandType.InlineSig;

    private string? Complaint(int token, bool isOpenAllowed)
    {
        if (tokens.Needs(token) is not { } needs)
        {
            return $"0x{token:x8} is in no row of its table";
        }

        if (needs.IsOpen && !isOpenAllowed)
        {
            return $"0x{token:x8} is generic and does not say its arguments";
        }

        return needs.TypeVariables > method.TypeArity || needs.MethodVariables > method.Signature.GenericArity
            ? $"0x{token:x8} needs {needs.TypeVariables} and {needs.MethodVariables} type variables, the method has {method.TypeArity} and {method.Signature.GenericArity}"
            : null;
    }

    private Violation? CheckVariable(Instruction instruction, LocalSignature locals)
    {
        if (instruction.LocalIndex >= locals.Locals.Count)
        {
            return Violation.At(instruction, ViolationKind.BadVariable, $"there are {locals.Locals.Count} locals");
        }

        return instruction.ArgumentIndex >= method.Signature.ArgumentCount
            ? Violation.At(instruction, ViolationKind.BadVariable, $"there are {method.Signature.ArgumentCount} arguments")
            : null;
    }
}
