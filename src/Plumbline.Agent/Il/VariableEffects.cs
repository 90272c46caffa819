using System.Reflection.Metadata;

namespace Plumbline.Agent.Il;

/// <summary>Constants, arguments, locals, and moving entries around.</summary>
internal static class VariableEffects
{
    public static bool TryApply(StackMachine machine, Instruction instruction)
    {
        switch (instruction.Code)
        {
            case ILOpCode.Nop or ILOpCode.Break:
            case ILOpCode.Tail or ILOpCode.Volatile or ILOpCode.Unaligned or ILOpCode.Readonly:
                return true;
            case ILOpCode.Constrained:
                machine.TypeOf(instruction.Token);
                return true;
            case >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4:
                machine.Push(StackType.I4);
                return true;
            case ILOpCode.Ldc_i8:
                machine.Push(StackType.I8);
                return true;
            case ILOpCode.Ldc_r4:
                machine.Push(StackType.Single);
                return true;
            case ILOpCode.Ldc_r8:
                machine.Push(StackType.F);
                return true;
            case ILOpCode.Ldnull:
                machine.Push(StackType.Ref);
                return true;
            case ILOpCode.Dup:
                var top = machine.Pop();
                machine.Push(top);
                machine.Push(top);
                return true;
            case ILOpCode.Pop:
                machine.Pop();
                return true;
            default:
                return TryLocal(machine, instruction) || TryArgument(machine, instruction);
        }
    }

    private static bool TryLocal(StackMachine machine, Instruction instruction)
    {
        var index = instruction.LocalIndex;
        if (index < 0)
        {
            return false;
        }

        if (index >= machine.Locals.Locals.Count)
        {
            machine.Fail(ViolationKind.BadVariable, $"there are {machine.Locals.Locals.Count} locals");
            return true;
        }

        Access(machine, instruction.Code, machine.Tokens.Of(machine.Locals.Locals[index]));
        return true;
    }

    private static bool TryArgument(StackMachine machine, Instruction instruction)
    {
        var index = instruction.ArgumentIndex;
        if (index < 0)
        {
            return false;
        }

        var signature = machine.Method.Signature;
        if (index >= signature.ArgumentCount)
        {
            machine.Fail(ViolationKind.BadVariable, $"there are {signature.ArgumentCount} arguments");
            return true;
        }

        var parameter = index - (signature.HasThis ? 1 : 0);
        var type = parameter >= 0
            ? machine.Tokens.Of(signature.Parameters[parameter])
            : machine.Method.ThisIsByRef ? StackType.ByRef : StackType.Ref;
        Access(machine, instruction.Code, type);
        return true;
    }

    private static void Access(StackMachine machine, ILOpCode code, StackType type)
    {
        switch (code)
        {
            case ILOpCode.Ldloca or ILOpCode.Ldloca_s or ILOpCode.Ldarga or ILOpCode.Ldarga_s:
                machine.Push(StackType.ByRef);
                break;
            case (>= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3) or ILOpCode.Stloc_s or ILOpCode.Stloc or ILOpCode.Starg_s or ILOpCode.Starg:
                machine.Pop(type);
                break;
            default:
                machine.Push(type);
                break;
        }
    }
}
