using System.Reflection;
using System.Reflection.Emit;
using Plumbline.Agent.Facts;

namespace Plumbline.Agent.Probes.Thunks;

internal sealed partial class FactCode
{
    private static readonly MethodInfo s_toDouble = typeof(decimal).GetMethods()
        .Single(method => method.Name == "op_Explicit" && method.ReturnType == typeof(double) && method.GetParameters()[0].ParameterType == typeof(decimal));

    /// <summary>The value itself; control goes to <paramref name="absent"/> where an object on the way is null.</summary>
    private void Load(ThunkVariable variable, Label absent)
    {
        // PERF: a parameter whose address is taken lives in memory, so it is loaded by value where it can be.
        if (variable.Path.Length == 0 && !variable.RootType.IsByRef)
        {
            _il.Emit(OpCodes.Ldarg, (short)variable.Parameter);
            return;
        }

        variable.EmitAddress(_il, absent);
        _il.Emit(OpCodes.Ldobj, variable.Type);
    }

    private void LoadField(ThunkVariable variable, FieldInfo field, Label absent)
    {
        variable.EmitAddress(_il, absent);
        _il.Emit(OpCodes.Ldfld, field);
    }

    private void LoadLength(LocalBuilder local)
    {
        _il.Emit(OpCodes.Ldloc, local);
        if (local.LocalType == typeof(string))
        {
            _il.Emit(OpCodes.Call, typeof(string).GetProperty(nameof(string.Length))!.GetMethod!);
        }
        else if (local.LocalType.IsSZArray)
        {
            _il.Emit(OpCodes.Ldlen);
        }
        else
        {
            _il.Emit(OpCodes.Call, typeof(Array).GetProperty(nameof(Array.Length))!.GetMethod!);
        }

        _il.Emit(OpCodes.Conv_I8);
    }

    private void LoadDifference(LocalBuilder local, FieldInfo[] fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            _il.Emit(OpCodes.Ldloc, local);
            _il.Emit(OpCodes.Ldfld, fields[i]);
            SubtractAfterFirst(i);
        }

        _il.Emit(OpCodes.Conv_I8);
    }

    private void LoadDifference(ThunkVariable variable, FieldInfo[] fields, Label absent)
    {
        // A struct has its size in one field, so nothing is on the stack where something on the way is null.
        LoadField(variable, fields[0], absent);
        _il.Emit(OpCodes.Conv_I8);
    }

    private void SubtractAfterFirst(int index)
    {
        if (index > 0)
        {
            _il.Emit(OpCodes.Sub);
        }
    }

    private void LoadNumber(ThunkVariable variable, Label absent)
    {
        var type = variable.Type;
        if (type == typeof(TimeSpan))
        {
            LoadField(variable, type.GetField("_ticks", Fields)!, absent);
        }
        else if (type == typeof(decimal))
        {
            Load(variable, absent);
            _il.Emit(OpCodes.Call, s_toDouble);
        }
        else
        {
            Load(variable, absent);
            _il.Emit(FactShapes.IsUnsigned(type) ? OpCodes.Conv_U8 : FactShapes.IsWhole(type) ? OpCodes.Conv_I8 : OpCodes.Conv_R8);
        }
    }

    private void LoadReal(LocalBuilder value)
    {
        _il.Emit(OpCodes.Ldloc, value);
        if (value.LocalType == typeof(long))
        {
            _il.Emit(OpCodes.Conv_R8);
        }
    }

    /// <summary>Which bit stands for the value, counted from the fact's base.</summary>
    private void LoadBit(ThunkVariable variable, BitsFact fact, Label absent)
    {
        var type = variable.Type;
        if (type == typeof(DateTime))
        {
            LoadDateBit(variable, absent);
        }
        else if (type == typeof(Guid))
        {
            variable.EmitAddress(_il, absent);
            _il.Emit(OpCodes.Call, typeof(FactShapes).GetMethod(nameof(FactShapes.IsEmpty))!);
            _il.Emit(OpCodes.Conv_I8);
        }
        else
        {
            Load(variable, absent);
            var underlying = type.IsEnum ? Enum.GetUnderlyingType(type) : type;
            _il.Emit(FactShapes.IsUnsigned(underlying) ? OpCodes.Conv_U8 : OpCodes.Conv_I8);
            if (fact.Base != 0)
            {
                _il.Emit(OpCodes.Ldc_I8, fact.Base);
                _il.Emit(OpCodes.Sub);
            }
        }
    }

    /// <summary>The kind in the two upper bits; 4 for the default.</summary>
    private void LoadDateBit(ThunkVariable variable, Label absent)
    {
        const long Default = 4;
        var field = typeof(DateTime).GetField("_dateData", Fields)!;
        var data = _il.DeclareLocal(typeof(ulong));
        var isDefault = _il.DefineLabel();
        var done = _il.DefineLabel();
        LoadField(variable, field, absent);
        _il.Emit(OpCodes.Stloc, data);
        _il.Emit(OpCodes.Ldloc, data);
        _il.Emit(OpCodes.Ldc_I4_2);
        _il.Emit(OpCodes.Shl);
        _il.Emit(OpCodes.Brfalse, isDefault);
        _il.Emit(OpCodes.Ldloc, data);
        _il.Emit(OpCodes.Ldc_I4, 62);
        _il.Emit(OpCodes.Shr_Un);
        _il.Emit(OpCodes.Br, done);
        _il.MarkLabel(isDefault);
        _il.Emit(OpCodes.Ldc_I8, Default);
        _il.MarkLabel(done);
    }

    private void LoadBitOf(LocalBuilder value, BitsFact fact)
    {
        _il.Emit(OpCodes.Ldc_I8, (long)fact.Cells);
        _il.Emit(OpCodes.Ldloc, value);
        _il.Emit(OpCodes.Ldc_I4, 6);
        _il.Emit(OpCodes.Shr_Un);
        _il.Emit(OpCodes.Ldc_I4, 3);
        _il.Emit(OpCodes.Shl);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Ldind_I8);
        _il.Emit(OpCodes.Ldloc, value);
        _il.Emit(OpCodes.Conv_I4);
        _il.Emit(OpCodes.Ldc_I4, 63);
        _il.Emit(OpCodes.And);
        _il.Emit(OpCodes.Shr_Un);
        _il.Emit(OpCodes.Ldc_I4_1);
        _il.Emit(OpCodes.Conv_I8);
        _il.Emit(OpCodes.And);
    }

    private void AddBase(LocalBuilder value, BitsFact fact)
    {
        _il.Emit(OpCodes.Ldloc, value);
        _il.Emit(OpCodes.Ldc_I8, fact.Base);
        _il.Emit(OpCodes.Add);
    }
}
