using System.Reflection.Metadata;

namespace Plumbline.Agent.Il;

/// <summary>Reads and writes through addresses, elements of arrays, and blocks of memory.</summary>
internal static class MemoryEffects
{
    public static bool TryApply(StackMachine machine, Instruction instruction)
    {
        switch (instruction.Code)
        {
            case (>= ILOpCode.Ldind_i1 and <= ILOpCode.Ldind_ref):
                machine.PopAddress();
                machine.Push(Loaded(instruction.Code));
                return true;
            case (>= ILOpCode.Stind_ref and <= ILOpCode.Stind_r8) or ILOpCode.Stind_i:
                machine.Pop(Stored(instruction.Code));
                machine.PopAddress();
                return true;
            case ILOpCode.Ldobj:
                machine.PopAddress();
                machine.Push(machine.TypeOf(instruction.Token));
                return true;
            case ILOpCode.Stobj:
                machine.Pop(machine.TypeOf(instruction.Token));
                machine.PopAddress();
                return true;
            case ILOpCode.Cpobj:
                machine.TypeOf(instruction.Token);
                machine.PopAddress();
                machine.PopAddress();
                return true;
            case ILOpCode.Initobj:
                machine.TypeOf(instruction.Token);
                machine.PopAddress();
                return true;
            case ILOpCode.Cpblk:
                machine.PopIndex();
                machine.PopAddress();
                machine.PopAddress();
                return true;
            case ILOpCode.Initblk:
                machine.PopIndex();
                machine.Pop(StackType.I4);
                machine.PopAddress();
                return true;
            case ILOpCode.Localloc:
                LocalLoc(machine);
                return true;
            default:
                return TryElement(machine, instruction);
        }
    }

    private static void LocalLoc(StackMachine machine)
    {
        machine.PopIndex();
        if (!machine.State.IsEmpty)
        {
            machine.Fail(ViolationKind.Localloc, "only the size may be on the stack");
        }

        machine.Push(StackType.I);
    }

    private static bool TryElement(StackMachine machine, Instruction instruction)
    {
        switch (instruction.Code)
        {
            case >= ILOpCode.Ldelem_i1 and <= ILOpCode.Ldelem_ref:
                PopElementPlace(machine);
                machine.Push(LoadedElement(instruction.Code));
                return true;
            case ILOpCode.Ldelem:
                PopElementPlace(machine);
                machine.Push(machine.TypeOf(instruction.Token));
                return true;
            case ILOpCode.Ldelema:
                PopElementPlace(machine);
                machine.TypeOf(instruction.Token);
                machine.Push(StackType.ByRef);
                return true;
            case >= ILOpCode.Stelem_i and <= ILOpCode.Stelem_ref:
                machine.Pop(StoredElement(instruction.Code));
                PopElementPlace(machine);
                return true;
            case ILOpCode.Stelem:
                machine.Pop(machine.TypeOf(instruction.Token));
                PopElementPlace(machine);
                return true;
            case ILOpCode.Ldlen:
                machine.PopReference();
                machine.Push(StackType.I);
                return true;
            case ILOpCode.Newarr:
                machine.PopIndex();
                machine.TypeOf(instruction.Token);
                machine.Push(StackType.Ref);
                return true;
            default:
                return false;
        }
    }

    private static void PopElementPlace(StackMachine machine)
    {
        machine.PopIndex();
        machine.PopReference();
    }

    private static StackType Loaded(ILOpCode code) => code switch
    {
        ILOpCode.Ldind_i8 => StackType.I8,
        ILOpCode.Ldind_i => StackType.I,
        ILOpCode.Ldind_r4 => StackType.Single,
        ILOpCode.Ldind_r8 => StackType.F,
        ILOpCode.Ldind_ref => StackType.Ref,
        _ => StackType.I4,
    };

    private static StackType Stored(ILOpCode code) => code switch
    {
        ILOpCode.Stind_i8 => StackType.I8,
        ILOpCode.Stind_i => StackType.I,
        ILOpCode.Stind_r4 or ILOpCode.Stind_r8 => StackType.F,
        ILOpCode.Stind_ref => StackType.Ref,
        _ => StackType.I4,
    };

    private static StackType LoadedElement(ILOpCode code) => code switch
    {
        ILOpCode.Ldelem_i8 => StackType.I8,
        ILOpCode.Ldelem_i => StackType.I,
        ILOpCode.Ldelem_r4 => StackType.Single,
        ILOpCode.Ldelem_r8 => StackType.F,
        ILOpCode.Ldelem_ref => StackType.Ref,
        _ => StackType.I4,
    };

    private static StackType StoredElement(ILOpCode code) => code switch
    {
        ILOpCode.Stelem_i8 => StackType.I8,
        ILOpCode.Stelem_i => StackType.I,
        ILOpCode.Stelem_r4 or ILOpCode.Stelem_r8 => StackType.F,
        ILOpCode.Stelem_ref => StackType.Ref,
        _ => StackType.I4,
    };
}
