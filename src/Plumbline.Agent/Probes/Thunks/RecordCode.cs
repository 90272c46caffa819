using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Plumbline.Agent.Probes.Recordings;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>Writes what the thunks of a recording have in common.</summary>
internal static class RecordCode
{
    /// <summary>In the place of a variable's number: it is none of the map's.</summary>
    public const int None = -1;

    /// <summary>Stores the recording that is on the stack; goes to the end where it is null.</summary>
    public static LocalBuilder Require(ThunkWriter writer)
    {
        var il = writer.Il;
        var recording = il.DeclareLocal(typeof(Recording));
        var taken = il.DefineLabel();
        il.Emit(OpCodes.Stloc, recording);
        il.Emit(OpCodes.Ldloc, recording);
        il.Emit(OpCodes.Brtrue, taken);
        writer.GoDone();
        il.MarkLabel(taken);
        return recording;
    }

    /// <summary>Calls with the recording as the only argument.</summary>
    public static void Call(ThunkWriter writer, LocalBuilder recording, string action)
    {
        writer.Il.Emit(OpCodes.Ldloc, recording);
        writer.Call(typeof(RecordActions), action);
    }

    /// <summary>Writes those of the thunk's variables that have changed.</summary>
    /// <param name="numbers">By the thunk's variables: the number in the map.</param>
    public static void EmitVariables(ThunkWriter writer, LocalBuilder recording, IReadOnlyList<int> numbers)
    {
        for (var i = 0; i < numbers.Count; i++)
        {
            if (numbers[i] != None && CanShow(writer.Variables[i].Type))
            {
                EmitVariable(writer.Il, recording, writer.Variables[i], numbers[i]);
            }
        }
    }

    /// <summary>A ref struct is not one value; but a span is.</summary>
    public static bool CanShow(Type type) => !type.IsByRefLike || ThunkWriter.SpanElement(type) is not null;

    /// <summary>Writes the result or the exception, where there is one.</summary>
    public static void EmitOutcome(ThunkWriter writer, LocalBuilder recording, Site site)
    {
        var value = writer.Variables.FirstOrDefault(variable => variable.Role is "return" or "exception");
        if (value is not null ? !CanShow(value.Type) : !writer.HasException)
        {
            return;
        }

        var il = writer.Il;
        il.Emit(OpCodes.Ldloc, recording);
        il.Emit(OpCodes.Ldstr, site.Label.Method);
        il.Emit(OpCodes.Call, typeof(Recording).GetMethod(nameof(Recording.BeginResult))!);
        if (value is not null)
        {
            CaptureCode.Emit(il, recording, value, when: null);
        }
        else
        {
            CaptureCode.EmitException(il, recording, writer.Exception);
        }

        il.Emit(OpCodes.Ldloc, recording);
        il.Emit(OpCodes.Ldstr, value?.Name ?? "@exception");
        il.Emit(OpCodes.Call, typeof(Recording).GetMethod(nameof(Recording.EndResult))!);
    }

    private static void EmitVariable(ILGenerator il, LocalBuilder recording, ThunkVariable variable, int number)
    {
        var next = il.DefineLabel();
        var identity = EmitIdentity(il, variable);
        il.Emit(OpCodes.Ldloc, recording);
        il.Emit(OpCodes.Ldc_I4, number);
        il.Emit(OpCodes.Ldloc, identity);
        il.Emit(variable.Type == typeof(string) ? OpCodes.Ldc_I4_1 : OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Call, typeof(Recording).GetMethod(nameof(Recording.BeginVariable))!);
        il.Emit(OpCodes.Brfalse, next);
        CaptureCode.Emit(il, recording, variable, when: null);
        il.Emit(OpCodes.Ldloc, recording);
        il.Emit(OpCodes.Ldc_I4, number);
        il.Emit(OpCodes.Ldloc, identity);
        il.Emit(OpCodes.Call, typeof(Recording).GetMethod(nameof(Recording.EndVariable))!);
        il.MarkLabel(next);
    }

    private static LocalBuilder EmitIdentity(ILGenerator il, ThunkVariable variable)
    {
        var identity = il.DeclareLocal(typeof(int));
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Stloc, identity);
        if (variable.Type is { IsValueType: false, IsPointer: false, IsFunctionPointer: false })
        {
            var absent = il.DefineLabel();
            variable.EmitAddress(il, absent);
            il.Emit(OpCodes.Ldind_Ref);
            il.Emit(OpCodes.Call, typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.GetHashCode), [typeof(object)])!);
            il.Emit(OpCodes.Stloc, identity);
            il.MarkLabel(absent);
        }

        return identity;
    }
}
