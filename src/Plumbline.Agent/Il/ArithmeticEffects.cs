using System.Reflection.Metadata;

namespace Plumbline.Agent.Il;

/// <summary>Arithmetic, comparison, conversion, and branches that look at the stack (ECMA-335 III.1.5).</summary>
internal static class ArithmeticEffects
{
    public static bool TryApply(StackMachine machine, ILOpCode code)
    {
        switch (code)
        {
            case (>= ILOpCode.Add and <= ILOpCode.Xor) or (>= ILOpCode.Add_ovf and <= ILOpCode.Sub_ovf_un):
                Binary(machine, code);
                return true;
            case >= ILOpCode.Shl and <= ILOpCode.Shr_un:
                machine.PopIndex();
                machine.Push(machine.Pop(StackFit.IsInteger, "an integer"));
                return true;
            case ILOpCode.Neg:
                machine.Push(machine.Pop(static t => StackFit.IsInteger(t) || t.Kind == StackKind.F, "a number"));
                return true;
            case ILOpCode.Not:
                machine.Push(machine.Pop(StackFit.IsInteger, "an integer"));
                return true;
            case ILOpCode.Ckfinite:
                machine.Push(machine.Pop(static t => t.Kind is StackKind.F or StackKind.Unknown, "a number with a fraction"));
                return true;
            case ILOpCode.Ceq or ILOpCode.Cgt or ILOpCode.Cgt_un or ILOpCode.Clt or ILOpCode.Clt_un:
                Compare(machine);
                machine.Push(StackType.I4);
                return true;
            default:
                return TryConvert(machine, code) || TryBranch(machine, code);
        }
    }

    private static bool TryConvert(StackMachine machine, ILOpCode code)
    {
        if (Converted(code) is not { } result)
        {
            return false;
        }

        // References and by-refs become numbers where code looks at addresses (`fixed` over a string, for one).
        var address = result.Kind == StackKind.I || result.Kind == StackKind.I8;
        machine.Pop(t => t.Kind != StackKind.Value && (address || t.Kind is not (StackKind.Ref or StackKind.ByRef)), "a number");
        machine.Push(result);
        return true;
    }

    private static StackType? Converted(ILOpCode code) => code switch
    {
        ILOpCode.Conv_i8 or ILOpCode.Conv_u8 or ILOpCode.Conv_ovf_i8 or ILOpCode.Conv_ovf_u8
            or ILOpCode.Conv_ovf_i8_un or ILOpCode.Conv_ovf_u8_un => StackType.I8,
        ILOpCode.Conv_i or ILOpCode.Conv_u or ILOpCode.Conv_ovf_i or ILOpCode.Conv_ovf_u
            or ILOpCode.Conv_ovf_i_un or ILOpCode.Conv_ovf_u_un => StackType.I,
        ILOpCode.Conv_r4 => StackType.Single,
        ILOpCode.Conv_r8 or ILOpCode.Conv_r_un => StackType.F,
        (>= ILOpCode.Conv_i1 and <= ILOpCode.Conv_i4) or ILOpCode.Conv_u4 or ILOpCode.Conv_u2 or ILOpCode.Conv_u1
            or (>= ILOpCode.Conv_ovf_i1_un and <= ILOpCode.Conv_ovf_u4_un)
            or (>= ILOpCode.Conv_ovf_i1 and <= ILOpCode.Conv_ovf_u4) => StackType.I4,
        _ => null,
    };

    private static bool TryBranch(StackMachine machine, ILOpCode code)
    {
        switch (code)
        {
            case ILOpCode.Br or ILOpCode.Br_s or ILOpCode.Leave or ILOpCode.Leave_s:
                return true;
            case ILOpCode.Brfalse or ILOpCode.Brfalse_s or ILOpCode.Brtrue or ILOpCode.Brtrue_s:
                machine.Pop(static t => t.Kind is not (StackKind.Value or StackKind.F), "a bool, number, address or reference");
                return true;
            case (>= ILOpCode.Beq_s and <= ILOpCode.Blt_un_s) or (>= ILOpCode.Beq and <= ILOpCode.Blt_un):
                Compare(machine);
                return true;
            case ILOpCode.Switch:
                machine.PopIndex();
                return true;
            default:
                return false;
        }
    }

    private static void Compare(StackMachine machine)
    {
        var right = machine.Pop();
        var left = machine.Pop();
        if (left.Kind == StackKind.Value || right.Kind == StackKind.Value || StackFit.Join(left, right, machine.Tokens) is null)
        {
            machine.Fail(ViolationKind.WrongType, $"{left} and {right} can't be compared");
        }
    }

    private static void Binary(StackMachine machine, ILOpCode code)
    {
        var right = machine.Pop();
        var left = machine.Pop();
        if (Result(code, left.Kind, right.Kind) is { } result)
        {
            machine.Push(left == StackType.Single && right == StackType.Single ? StackType.Single : new StackType(result));
        }
        else
        {
            machine.Fail(ViolationKind.WrongType, $"{left} and {right} are no operands for it");
            machine.Push(StackType.Unknown);
        }
    }

    private static StackKind? Result(ILOpCode code, StackKind left, StackKind right) => (left, right) switch
    {
        (StackKind.Unknown, _) => right == StackKind.Value ? null : StackKind.Unknown,
        (_, StackKind.Unknown) => left == StackKind.Value ? null : StackKind.Unknown,
        (StackKind.I4, StackKind.I4) => StackKind.I4,
        (StackKind.I8, StackKind.I8) => StackKind.I8,
        (StackKind.F, StackKind.F) => IsIntegerOnly(code) ? null : StackKind.F,
        (StackKind.I, StackKind.I or StackKind.I4) or (StackKind.I4, StackKind.I) => StackKind.I,
        (StackKind.ByRef, StackKind.I or StackKind.I4) => IsSum(code) || IsDifference(code) ? StackKind.ByRef : null,
        (StackKind.I or StackKind.I4, StackKind.ByRef) => IsSum(code) ? StackKind.ByRef : null,
        (StackKind.ByRef, StackKind.ByRef) => IsDifference(code) ? StackKind.I : null,
        _ => null,
    };

    private static bool IsSum(ILOpCode code) => code is ILOpCode.Add or ILOpCode.Add_ovf_un;

    private static bool IsDifference(ILOpCode code) => code is ILOpCode.Sub or ILOpCode.Sub_ovf_un;

    private static bool IsIntegerOnly(ILOpCode code) => code is ILOpCode.And or ILOpCode.Or or ILOpCode.Xor or ILOpCode.Div_un or ILOpCode.Rem_un
        or (>= ILOpCode.Add_ovf and <= ILOpCode.Sub_ovf_un);
}
