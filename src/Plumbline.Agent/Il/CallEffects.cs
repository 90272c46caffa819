using System.Reflection.Metadata;

namespace Plumbline.Agent.Il;

/// <summary>Calls, object creation, function pointers, and the return.</summary>
internal static class CallEffects
{
    public static bool TryApply(StackMachine machine, Instruction instruction)
    {
        switch (instruction.Code)
        {
            case ILOpCode.Call or ILOpCode.Callvirt:
                if (Shape(machine, instruction) is { } call)
                {
                    RequireThis(machine, instruction, call);
                    Apply(machine, call, isVirtual: instruction.Code == ILOpCode.Callvirt);
                }

                return true;
            case ILOpCode.Calli:
                CallIndirect(machine, instruction.Token);
                return true;
            case ILOpCode.Newobj:
                NewObject(machine, instruction);
                return true;
            case ILOpCode.Ldftn:
                if (Shape(machine, instruction) is { } function)
                {
                    RequireThis(machine, instruction, function);
                }

                machine.Push(StackType.I);
                return true;
            case ILOpCode.Ldvirtftn:
                Shape(machine, instruction);
                machine.PopReference();
                machine.Push(StackType.I);
                return true;
            case ILOpCode.Jmp:
                Jump(machine, instruction);
                return true;
            case ILOpCode.Arglist:
                ArgumentList(machine);
                return true;
            case ILOpCode.Ret:
                Return(machine);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The target takes over the arguments, so it must have the same ones, and return the same.</summary>
    private static void Jump(StackMachine machine, Instruction instruction)
    {
        RequireEmpty(machine, ViolationKind.Jump);
        var signature = machine.Method.Signature;
        if (Shape(machine, instruction) is not { } target)
        {
            return;
        }

        var same = target.HasThis == signature.HasThis && target.Parameters.Length == signature.Parameters.Count
            && target.Return is null == signature.ReturnsVoid
            && (target.Return is not { } result || StackFit.Fits(result, machine.Tokens.Of(signature.ReturnType), machine.Tokens))
            && target.Parameters.Zip(signature.Parameters).All(p => StackFit.Fits(machine.Tokens.Of(p.Second), p.First, machine.Tokens));
        if (!same)
        {
            machine.Fail(ViolationKind.Jump, "the target has other parameters, or returns something else");
        }
    }

    private static CallShape? Shape(StackMachine machine, Instruction instruction)
    {
        var shape = machine.Tokens.Call(instruction.Token);
        if (shape is null)
        {
            machine.Fail(ViolationKind.BadToken, $"0x{instruction.Token:x8} is no method");
        }

        return shape;
    }

    private static void RequireThis(StackMachine machine, Instruction instruction, CallShape call)
    {
        if (instruction.Code == ILOpCode.Callvirt && !call.HasThis)
        {
            machine.Fail(ViolationKind.BadToken, $"0x{instruction.Token:x8} is static");
        }
        else if (instruction.Code != ILOpCode.Callvirt && call.IsAbstract && !machine.IsConstrained)
        {
            machine.Fail(ViolationKind.BadToken, $"0x{instruction.Token:x8} is abstract and not called virtually");
        }
    }

    private static void Apply(StackMachine machine, CallShape call, bool isVirtual)
    {
        PopParameters(machine, call);
        if (call.HasThis)
        {
            PopThis(machine, call.DeclaringType, isVirtual);
        }

        PushResult(machine, call);
    }

    private static void PopParameters(StackMachine machine, CallShape call)
    {
        for (var i = call.Parameters.Length - 1; i >= 0; i--)
        {
            machine.Pop(call.Parameters[i]);
        }
    }

    private static void PushResult(StackMachine machine, CallShape call)
    {
        if (machine.IsTail)
        {
            RequireEmpty(machine, ViolationKind.BadPrefix);
        }

        if (call.Return is { } result)
        {
            machine.Push(result);
        }
    }

    private static void PopThis(StackMachine machine, StackType declaring, bool isVirtual)
    {
        if (machine.IsConstrained)
        {
            machine.PopAddress();
        }
        else if (declaring.Kind == StackKind.Ref || (isVirtual && declaring.Kind != StackKind.Unknown))
        {
            machine.Pop(StackFit.IsReference, "an object reference");
        }
        else
        {
            var unknown = declaring.Kind == StackKind.Unknown;
            machine.Pop(t => StackFit.IsAddress(t) || (unknown && t.Kind == StackKind.Ref), "the address of a value");
        }
    }

    private static void CallIndirect(StackMachine machine, int token)
    {
        if (machine.Tokens.Indirect(token) is not { } call)
        {
            machine.Fail(ViolationKind.BadToken, $"0x{token:x8} is no signature of a method");
            return;
        }

        // Where native int has 64 bits the runtime takes an int64 as well, as woven code has it.
        machine.Pop(static t => t.Kind is StackKind.I or StackKind.Unknown || (t.Kind == StackKind.I8 && nint.Size == 8), "a function pointer");
        PopParameters(machine, call);
        if (call.HasThis)
        {
            machine.Pop(static t => StackFit.IsReference(t) || StackFit.IsAddress(t), "an object or the address of a value");
        }

        PushResult(machine, call);
    }

    private static void NewObject(StackMachine machine, Instruction instruction)
    {
        if (Shape(machine, instruction) is { } constructor)
        {
            PopParameters(machine, constructor);
            if (!constructor.HasThis || !constructor.IsConstructor || constructor.Return is not null)
            {
                machine.Fail(ViolationKind.BadToken, $"0x{instruction.Token:x8} is no constructor");
            }

            machine.Push(constructor.DeclaringType);
        }
    }

    private static void ArgumentList(StackMachine machine)
    {
        if (!machine.Method.Signature.IsVarArg)
        {
            machine.Fail(ViolationKind.BadVariable, "the method has no variable argument list");
        }

        machine.Push(StackType.Value(null));
    }

    private static void Return(StackMachine machine)
    {
        var signature = machine.Method.Signature;
        if (!signature.ReturnsVoid)
        {
            machine.Pop(machine.Tokens.Of(signature.ReturnType));
        }

        RequireEmpty(machine, ViolationKind.ReturnStack);
    }

    private static void RequireEmpty(StackMachine machine, ViolationKind kind)
    {
        if (!machine.State.IsEmpty)
        {
            machine.Fail(kind, $"{machine.State.Depth} more on the stack");
        }
    }
}
