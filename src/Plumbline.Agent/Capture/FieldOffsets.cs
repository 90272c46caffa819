using System.Reflection;
using System.Reflection.Emit;

namespace Plumbline.Agent.Capture;

/// <summary>Measures how far the fields of a type are from the first byte of its objects.</summary>
/// <param name="owner">An object of exactly the type.</param>
/// <param name="first">Its first byte.</param>
/// <param name="offsets">Takes the distances, in the order of the fields.</param>
internal delegate void MeasureOffsets(object owner, ref byte first, nint[] offsets);

/// <summary>Builds the code that measures: one ldflda for each field, so that the runtime itself says where it is.</summary>
internal static class FieldOffsets
{
    public static MeasureOffsets Build(Type type, IReadOnlyList<FieldInfo> fields)
    {
        var method = new DynamicMethod(
            "MeasureOffsets",
            typeof(void),
            [typeof(object), typeof(byte).MakeByRefType(), typeof(nint[])],
            typeof(FieldOffsets).Module,
            skipVisibility: true);
        var il = method.GetILGenerator();
        for (var i = 0; i < fields.Count; i++)
        {
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldarg_0);
            if (type.IsValueType)
            {
                il.Emit(OpCodes.Unbox, type);
            }

            il.Emit(OpCodes.Ldflda, fields[i]);
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Sub);
            il.Emit(OpCodes.Stelem_I);
        }

        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<MeasureOffsets>();
    }
}
