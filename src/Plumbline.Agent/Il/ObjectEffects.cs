using System.Reflection.Metadata;

namespace Plumbline.Agent.Il;

/// <summary>Fields, strings, types, boxing, typed references and exceptions.</summary>
internal static class ObjectEffects
{
    public static bool TryApply(StackMachine machine, Instruction instruction)
    {
        switch (instruction.Code)
        {
            case ILOpCode.Ldfld or ILOpCode.Ldflda or ILOpCode.Stfld or ILOpCode.Ldsfld or ILOpCode.Ldsflda or ILOpCode.Stsfld:
                Field(machine, instruction);
                return true;
            case ILOpCode.Ldstr:
                Check(machine, machine.Tokens.HasString(instruction.Token), instruction.Token, "no string");
                machine.Push(StackType.Ref);
                return true;
            case ILOpCode.Ldtoken:
                Check(machine, IsAny(machine.Tokens, instruction.Token), instruction.Token, "no type, method or field");
                machine.Push(StackType.Value(null));
                return true;
            case ILOpCode.Sizeof:
                machine.TypeOf(instruction.Token);
                machine.Push(StackType.I4);
                return true;
            case ILOpCode.Throw:
                machine.PopReference();
                return true;
            case ILOpCode.Rethrow or ILOpCode.Endfinally:
                return true;
            case ILOpCode.Endfilter:
                machine.Pop(StackType.I4);
                if (!machine.State.IsEmpty)
                {
                    machine.Fail(ViolationKind.Endfilter, "more than the answer is on the stack");
                }

                return true;
            default:
                return TryCast(machine, instruction) || TryTypedReference(machine, instruction);
        }
    }

    private static bool TryCast(StackMachine machine, Instruction instruction)
    {
        switch (instruction.Code)
        {
            case ILOpCode.Box:
                Box(machine, machine.TypeOf(instruction.Token));
                return true;
            case ILOpCode.Unbox:
                machine.PopReference();
                machine.TypeOf(instruction.Token);
                machine.Push(StackType.ByRef);
                return true;
            case ILOpCode.Unbox_any:
                machine.PopReference();
                machine.Push(machine.TypeOf(instruction.Token));
                return true;
            case ILOpCode.Castclass or ILOpCode.Isinst:
                machine.PopReference();
                machine.TypeOf(instruction.Token);
                machine.Push(StackType.Ref);
                return true;
            default:
                return false;
        }
    }

    private static void Box(StackMachine machine, StackType type)
    {
        // C# boxes what `as` left behind as the type variable that it was cast to.
        if (!type.IsTypeVariable || machine.State.Top.Kind != StackKind.Ref)
        {
            machine.Pop(type);
        }
        else
        {
            machine.PopReference();
        }

        machine.Push(StackType.Ref);
    }

    private static bool TryTypedReference(StackMachine machine, Instruction instruction)
    {
        switch (instruction.Code)
        {
            case ILOpCode.Mkrefany:
                machine.PopAddress();
                machine.TypeOf(instruction.Token);
                machine.Push(StackType.Value(SignatureType.Of(ElementType.TypedByRef)));
                return true;
            case ILOpCode.Refanyval:
                machine.Pop(StackType.Value(null));
                machine.TypeOf(instruction.Token);
                machine.Push(StackType.ByRef);
                return true;
            case ILOpCode.Refanytype:
                machine.Pop(StackType.Value(null));
                machine.Push(StackType.Value(null));
                return true;
            default:
                return false;
        }
    }

    private static void Field(StackMachine machine, Instruction instruction)
    {
        var shape = machine.Tokens.Field(instruction.Token);
        Check(machine, shape is { IsLiteral: false }, instruction.Token, "no field");
        var code = instruction.Code;
        var isStatic = code is ILOpCode.Ldsfld or ILOpCode.Ldsflda or ILOpCode.Stsfld;
        Check(machine, !isStatic || shape?.IsStatic != false, instruction.Token, "no static field");
        var type = shape?.Type ?? StackType.Unknown;
        if (code is ILOpCode.Stfld or ILOpCode.Stsfld)
        {
            machine.Pop(type);
        }

        if (!isStatic)
        {
            // ldfld works on a struct that is on the stack itself; all of them work on a static field too, and pop.
            var byValue = code == ILOpCode.Ldfld;
            machine.Pop(t => StackFit.IsAddress(t) || t.Kind == StackKind.Ref || byValue, "an object or an address");
        }

        if (code is ILOpCode.Ldfld or ILOpCode.Ldsfld)
        {
            machine.Push(type);
        }
        else if (code is ILOpCode.Ldflda or ILOpCode.Ldsflda)
        {
            machine.Push(StackType.ByRef);
        }
    }

    private static bool IsAny(ITokenSignatures tokens, int token) =>
        tokens.Type(token) is not null || tokens.Field(token) is not null || tokens.Call(token) is not null;

    private static void Check(StackMachine machine, bool holds, int token, string message)
    {
        if (!holds)
        {
            machine.Fail(ViolationKind.BadToken, $"0x{token:x8} is {message}");
        }
    }
}
