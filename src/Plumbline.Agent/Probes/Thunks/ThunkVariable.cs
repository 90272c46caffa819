using System.Reflection;
using System.Reflection.Emit;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>A variable as a thunk reaches it: a parameter of the thunk, and fields on the way through closures and state machines.</summary>
/// <param name="Name">Source name.</param>
/// <param name="Role">this, argument, local, return or exception.</param>
/// <param name="Parameter">Index of the thunk's parameter.</param>
/// <param name="RootType">Type of the root variable; a by-ref where the thunk gets an address.</param>
/// <param name="MayBeNull">Whether the address itself may be null: a by-ref parameter of the user.</param>
/// <param name="Path">Fields from the root to the value.</param>
internal sealed record ThunkVariable(string Name, string Role, int Parameter, Type RootType, bool MayBeNull, FieldInfo[] Path)
{
    /// <summary>Names of tuple members in its type, as in <see cref="Symbols.TupleElements"/>.</summary>
    public string?[]? TupleNames { get; init; }

    /// <summary>Type of the value itself.</summary>
    public Type Type => Path.Length > 0 ? Path[^1].FieldType : RootType.IsByRef ? RootType.GetElementType()! : RootType;

    /// <summary>Emits the address of the value; control goes to <paramref name="onNull"/>, with nothing on the stack, where an object on the way is null.</summary>
    public void EmitAddress(ILGenerator il, Label onNull)
    {
        if (Path.Length == 0 && !RootType.IsByRef)
        {
            il.Emit(OpCodes.Ldarga, (short)Parameter);
            return;
        }

        EmitRoot(il, onNull);
        for (var i = 0; i < Path.Length; i++)
        {
            var field = Path[i];
            if (i == Path.Length - 1 || field.FieldType.IsValueType)
            {
                il.Emit(OpCodes.Ldflda, field);
            }
            else
            {
                il.Emit(OpCodes.Ldfld, field);
                EmitNullCheck(il, onNull);
            }
        }
    }

    private void EmitRoot(ILGenerator il, Label onNull)
    {
        il.Emit(OpCodes.Ldarg, (short)Parameter);
        if (MayBeNull || !RootType.IsByRef)
        {
            EmitNullCheck(il, onNull);
        }

        if (RootType.IsByRef && Path.Length > 0 && !RootType.GetElementType()!.IsValueType)
        {
            il.Emit(OpCodes.Ldind_Ref);
            EmitNullCheck(il, onNull);
        }
    }

    private static void EmitNullCheck(ILGenerator il, Label onNull)
    {
        var there = il.DefineLabel();
        il.Emit(OpCodes.Dup);
        il.Emit(OpCodes.Brtrue, there);
        il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Br, onNull);
        il.MarkLabel(there);
    }
}
