using System.Reflection;
using System.Reflection.Emit;
using Plumbline.Agent.Capture;
using Plumbline.Agent.Expressions;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>Writes the call that adds one variable to a capture: typed, by address, so that nothing is boxed on the way.</summary>
internal static class CaptureCode
{
    private static readonly MethodInfo s_value = typeof(CaptureSession).GetMethod(nameof(CaptureSession.Value))!;
    private static readonly MethodInfo s_span = typeof(CaptureSession).GetMethod(nameof(CaptureSession.Span))!;
    private static readonly MethodInfo s_pointer = typeof(HitActions).GetMethod(nameof(HitActions.Pointer))!;
    private static readonly MethodInfo s_unavailable = typeof(CaptureSession).GetMethod(nameof(CaptureSession.Unavailable))!;
    private static readonly MethodInfo s_redacted = typeof(CaptureSession).GetMethod(nameof(CaptureSession.Redacted))!;
    private static readonly FieldInfo s_session = typeof(Hit).GetField(nameof(Hit.Session))!;

    /// <param name="hit">Local that holds the <see cref="Hit"/>.</param>
    public static void Emit(ILGenerator il, LocalBuilder hit, ThunkVariable variable, string? when)
    {
        var type = variable.Type;
        if (type.IsByRefLike && ThunkWriter.SpanElement(type) is null)
        {
            EmitRefStruct(il, hit, variable, when);
            return;
        }

        var absent = il.DefineLabel();
        var next = il.DefineLabel();
        var local = il.DeclareLocal(type.MakeByRefType());
        variable.EmitAddress(il, absent);
        il.Emit(OpCodes.Stloc, local);
        EmitLabels(il, hit, variable.Name, variable.Role, when);
        il.Emit(OpCodes.Ldloc, local);
        EmitAdd(il, type, variable.TupleNames);
        il.Emit(OpCodes.Br, next);
        il.MarkLabel(absent);
        EmitUnavailable(il, hit, variable, when, "null reference");
        il.MarkLabel(next);
    }

    /// <summary>Adds an expression that is not evaluated, as what it reads may not be shown.</summary>
    public static void EmitRedacted(ILGenerator il, LocalBuilder hit, string text)
    {
        il.Emit(OpCodes.Ldloc, hit);
        il.Emit(OpCodes.Ldfld, s_session);
        il.Emit(OpCodes.Ldstr, text);
        il.Emit(OpCodes.Ldstr, "expression");
        il.Emit(OpCodes.Call, s_redacted);
    }

    /// <summary>Adds the value of an expression, or the reason why it came to none.</summary>
    public static void EmitExpression(ILGenerator il, LocalBuilder hit, LocalBuilder value, string text)
    {
        var defined = il.DefineLabel();
        var next = il.DefineLabel();
        var reason = il.DeclareLocal(typeof(string));
        il.Emit(OpCodes.Call, typeof(EvaluationFaults).GetProperty(nameof(EvaluationFaults.Last))!.GetMethod!);
        il.Emit(OpCodes.Stloc, reason);
        il.Emit(OpCodes.Ldloc, reason);
        il.Emit(OpCodes.Brfalse, defined);
        il.Emit(OpCodes.Ldloc, hit);
        il.Emit(OpCodes.Ldfld, s_session);
        il.Emit(OpCodes.Ldstr, text);
        il.Emit(OpCodes.Ldstr, "expression");
        il.Emit(OpCodes.Ldnull);
        il.Emit(OpCodes.Ldstr, value.LocalType.ToString());
        il.Emit(OpCodes.Ldloc, reason);
        il.Emit(OpCodes.Call, s_unavailable);
        il.Emit(OpCodes.Br, next);
        il.MarkLabel(defined);
        Emit(il, hit, value, text, "expression");
        il.MarkLabel(next);
    }

    /// <summary>Adds a value that is in a local of the thunk.</summary>
    public static void Emit(ILGenerator il, LocalBuilder hit, LocalBuilder value, string name, string role)
    {
        il.Emit(OpCodes.Ldloc, hit);
        il.Emit(OpCodes.Ldfld, s_session);
        il.Emit(OpCodes.Ldstr, name);
        il.Emit(OpCodes.Ldstr, role);
        il.Emit(OpCodes.Ldnull);
        il.Emit(OpCodes.Ldloca, value);
        il.Emit(OpCodes.Ldnull);
        il.Emit(OpCodes.Call, s_value.MakeGenericMethod(value.LocalType));
    }

    /// <summary>Adds a constant, or the reason why a variable has no value.</summary>
    public static void Emit(ILGenerator il, LocalBuilder hit, FixedVariable variable, string? when)
    {
        var value = il.DeclareLocal(typeof(object));
        if (variable.Constant is not null)
        {
            ThunkConstants.EmitLoad(il, variable.Constant);
            il.Emit(OpCodes.Stloc, value);
        }

        EmitLabels(il, hit, variable.Name, variable.Role, when);
        if (variable.Reason is null)
        {
            il.Emit(OpCodes.Ldloca, value);
            il.Emit(OpCodes.Ldnull);
            il.Emit(OpCodes.Call, s_value.MakeGenericMethod(typeof(object)));
        }
        else
        {
            il.Emit(OpCodes.Ldnull);
            il.Emit(OpCodes.Ldstr, variable.Reason);
            il.Emit(OpCodes.Call, s_unavailable);
        }
    }

    /// <summary>Adds the exception that a parameter of the thunk holds, as object.</summary>
    public static void EmitException(ILGenerator il, LocalBuilder hit, int parameter)
    {
        var value = il.DeclareLocal(typeof(object));
        il.Emit(OpCodes.Ldarg, (short)parameter);
        il.Emit(OpCodes.Stloc, value);
        Emit(il, hit, value, "@exception", "exception");
    }

    private static void EmitLabels(ILGenerator il, LocalBuilder hit, string name, string role, string? when)
    {
        il.Emit(OpCodes.Ldloc, hit);
        il.Emit(OpCodes.Ldfld, s_session);
        il.Emit(OpCodes.Ldstr, name);
        il.Emit(OpCodes.Ldstr, role);
        if (when is null)
        {
            il.Emit(OpCodes.Ldnull);
        }
        else
        {
            il.Emit(OpCodes.Ldstr, when);
        }
    }

    private static void EmitAdd(ILGenerator il, Type type, string?[]? tupleNames)
    {
        if (type.IsPointer || type.IsFunctionPointer)
        {
            il.Emit(OpCodes.Ldind_I);
            il.Emit(OpCodes.Ldstr, type.ToString());
            il.Emit(OpCodes.Call, s_pointer);
        }
        else if (ThunkWriter.SpanElement(type) is { } element)
        {
            il.Emit(OpCodes.Ldobj, type);
            if (type.GetGenericTypeDefinition() == typeof(Span<>))
            {
                il.Emit(OpCodes.Call, type.GetMethods().Single(m => m.Name == "op_Implicit" && m.ReturnType.GetGenericTypeDefinition() == typeof(ReadOnlySpan<>)
                    && m.GetParameters()[0].ParameterType == type));
            }

            il.Emit(OpCodes.Call, s_span.MakeGenericMethod(element));
        }
        else
        {
            if (tupleNames is null)
            {
                il.Emit(OpCodes.Ldnull);
            }
            else
            {
                ThunkConstants.EmitLoad(il, tupleNames);
            }

            il.Emit(OpCodes.Call, s_value.MakeGenericMethod(type));
        }
    }

    /// <summary>A ref struct can't be a type argument, so its fields are added one by one.</summary>
    private static void EmitRefStruct(ILGenerator il, LocalBuilder hit, ThunkVariable variable, string? when)
    {
        const int MostFields = 20;
        var fields = variable.Type == typeof(TypedReference) || variable.Type.Assembly == typeof(object).Assembly
            ? []
            : variable.Type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(field => !field.FieldType.IsByRef && (!field.FieldType.IsByRefLike || ThunkWriter.SpanElement(field.FieldType) is not null))
                .Take(MostFields).ToArray();
        if (fields.Length == 0)
        {
            EmitUnavailable(il, hit, variable, when, "ref struct");
        }

        foreach (var field in fields)
        {
            Emit(il, hit, variable with { Name = $"{variable.Name}.{field.Name}", Path = [.. variable.Path, field], TupleNames = null }, when);
        }
    }

    private static void EmitUnavailable(ILGenerator il, LocalBuilder hit, ThunkVariable variable, string? when, string reason)
    {
        EmitLabels(il, hit, variable.Name, variable.Role, when);
        il.Emit(OpCodes.Ldstr, variable.Type.ToString());
        il.Emit(OpCodes.Ldstr, reason);
        il.Emit(OpCodes.Call, s_unavailable);
    }
}
