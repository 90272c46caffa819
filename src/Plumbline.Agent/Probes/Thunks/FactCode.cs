using System.Reflection;
using System.Reflection.Emit;
using Plumbline.Agent.Facts;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>Writes how a variable is compared with what is known of it. What is rarely run is written at the end.</summary>
internal sealed partial class FactCode(ThunkWriter writer, MethodFacts facts, LocalBuilder found)
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private readonly ILGenerator _il = writer.Il;
    private readonly List<Action> _rest = [];
    private readonly List<Action> _samples = [];

    /// <summary>Whether something is left for the calls that are looked at closely.</summary>
    public bool HasSamples => _samples.Count > 0;

    public void WriteSamples() => _samples.ForEach(write => write());

    /// <summary>What is jumped to from the checks.</summary>
    public void WriteRest()
    {
        for (var i = 0; i < _rest.Count; i++)
        {
            _rest[i]();
        }
    }

    /// <summary>Loads one of a fact's cells.</summary>
    public static void LoadCell(ILGenerator il, nint cells, int index, OpCode load)
    {
        il.Emit(OpCodes.Ldc_I8, (long)cells + (index * sizeof(long)));
        il.Emit(OpCodes.Conv_I);
        il.Emit(load);
    }

    /// <param name="variable">What to look at.</param>
    /// <param name="name">How it is called; null for the result.</param>
    public void Check(ThunkVariable variable, string? name)
    {
        if (!FactShapes.HasFacts(variable.Type))
        {
            return;
        }

        var next = _il.DefineLabel();
        var isSecret = name is not null && facts.Site.Probe.Redactor.IsSecretName(name);
        Check(variable, name, isSecret, next);
        _il.MarkLabel(next);
    }

    private void Check(ThunkVariable variable, string? name, bool isSecret, Label next)
    {
        var type = variable.Type;
        if (Nullable.GetUnderlyingType(type) is not null)
        {
            CheckNullable(variable, name, isSecret, next);
        }
        else if (!type.IsValueType)
        {
            CheckReference(variable, name, isSecret, next);
        }
        else if (CollectionSize.FieldsOf(type) is { Length: > 0 } size)
        {
            CheckSize(() => LoadDifference(variable, size, next), new NumberFact(facts, name, isWhole: true, isSize: true));
        }
        else if (!isSecret)
        {
            CheckScalar(variable, name, next);
        }
    }

    private void CheckNullable(ThunkVariable variable, string? name, bool isSecret, Label next)
    {
        var type = variable.Type;
        LoadField(variable, type.GetField("hasValue", Fields)!, next);
        NullWhereZero(name, next);
        var value = variable with { Path = [.. variable.Path, type.GetField("value", Fields)!] };
        if (FactShapes.HasFacts(value.Type))
        {
            Check(value, name, isSecret, next);
        }
    }

    private void CheckReference(ThunkVariable variable, string? name, bool isSecret, Label next)
    {
        var type = variable.Type;
        var local = _il.DeclareLocal(type);
        Load(variable, next);
        _il.Emit(OpCodes.Stloc, local);
        _il.Emit(OpCodes.Ldloc, local);
        NullWhereZero(name, next);
        if (type == typeof(string))
        {
            CheckSize(() => LoadLength(local), new NumberFact(facts, name, isWhole: true, isSize: true));
            if (!isSecret)
            {
                SampleText(local, name);
            }
        }
        else if (type.IsArray)
        {
            CheckSize(() => LoadLength(local), new NumberFact(facts, name, isWhole: true, isSize: true));
        }
        else if (CollectionSize.FieldsOf(type) is { Length: > 0 } size)
        {
            CheckSize(() => LoadDifference(local, size), new NumberFact(facts, name, isWhole: true, isSize: true));
        }
        else if (CollectionSize.IsLate(type))
        {
            SampleSize(local, name);
        }
    }

    private void CheckScalar(ThunkVariable variable, string? name, Label next)
    {
        var type = variable.Type;
        if (type == typeof(bool) || type.IsEnum || type == typeof(DateTime) || type == typeof(Guid))
        {
            CheckBits(variable, name, next);
            return;
        }

        var isWhole = FactShapes.IsWhole(type);
        var value = _il.DeclareLocal(isWhole ? typeof(long) : typeof(double));
        LoadNumber(variable, next);
        _il.Emit(OpCodes.Stloc, value);
        CheckRange(value, new NumberFact(facts, name, isWhole));
    }

    /// <summary>A value on the stack that is zero or null is a null; control then goes to <paramref name="next"/>.</summary>
    private void NullWhereZero(string? name, Label next)
    {
        var isNull = _il.DefineLabel();
        _il.Emit(OpCodes.Brfalse, isNull);
        var fact = new BitsFact(facts, name, static _ => (FirstKind.Null, "null")) { Known = 1 };
        _rest.Add(() =>
        {
            _il.MarkLabel(isNull);
            LoadCell(_il, fact.Cells, 0, OpCodes.Ldind_I8);
            _il.Emit(OpCodes.Brtrue, next);
            See(fact, () => _il.Emit(OpCodes.Ldc_I8, 0L));
            _il.Emit(OpCodes.Br, next);
        });
    }

    private void CheckSize(Action load, NumberFact fact)
    {
        var size = _il.DeclareLocal(typeof(long));
        load();
        _il.Emit(OpCodes.Stloc, size);
        CheckRange(size, fact);
    }

    private void CheckRange(LocalBuilder value, NumberFact fact)
    {
        var outside = _il.DefineLabel();
        var inside = _il.DefineLabel();
        var isWhole = value.LocalType == typeof(long);
        var load = isWhole ? OpCodes.Ldind_I8 : OpCodes.Ldind_R8;
        _il.Emit(OpCodes.Ldloc, value);
        LoadCell(_il, fact.Cells, 0, load);

        // What is no number is outside, too.
        _il.Emit(isWhole ? OpCodes.Blt : OpCodes.Blt_Un, outside);
        _il.Emit(OpCodes.Ldloc, value);
        LoadCell(_il, fact.Cells, 1, load);
        _il.Emit(isWhole ? OpCodes.Bgt : OpCodes.Bgt_Un, outside);
        _il.MarkLabel(inside);
        _rest.Add(() =>
        {
            _il.MarkLabel(outside);
            See(fact, () => LoadReal(value));
            _il.Emit(OpCodes.Br, inside);
        });
        _samples.Add(() =>
        {
            writer.LoadConstant(fact);
            LoadReal(value);
            writer.Call(typeof(NumberFact), nameof(NumberFact.Sample));
        });
    }

    private void CheckBits(ThunkVariable variable, string? name, Label next)
    {
        var fact = FactShapes.Bits(facts, name, variable.Type);
        var value = _il.DeclareLocal(typeof(long));
        LoadBit(variable, fact, next);
        _il.Emit(OpCodes.Stloc, value);
        var isNew = _il.DefineLabel();
        var isKnown = _il.DefineLabel();
        if (variable.Type.IsEnum)
        {
            _il.Emit(OpCodes.Ldloc, value);
            _il.Emit(OpCodes.Ldc_I8, (long)BitsFact.Size);
            _il.Emit(OpCodes.Bge_Un, isNew);
        }

        LoadBitOf(value, fact);
        _il.Emit(OpCodes.Brfalse, isNew);
        _il.MarkLabel(isKnown);
        _rest.Add(() =>
        {
            _il.MarkLabel(isNew);
            See(fact, () => AddBase(value, fact));
            _il.Emit(OpCodes.Br, isKnown);
        });
    }

    /// <summary>Better(found, fact.See(value)).</summary>
    private void See(Fact fact, Action loadValue)
    {
        _il.Emit(OpCodes.Ldloc, found);
        writer.LoadConstant(fact);
        loadValue();
        writer.Call(fact.GetType(), nameof(NumberFact.See));
        writer.Call(typeof(FirstFound), nameof(FirstFound.Better));
        _il.Emit(OpCodes.Stloc, found);
    }

    private void SampleText(LocalBuilder text, string? name)
    {
        var fact = new TextFact(facts, name);
        _samples.Add(() => WhereThere(text, () => See(fact, () => _il.Emit(OpCodes.Ldloc, text))));
    }

    private void SampleSize(LocalBuilder collection, string? name)
    {
        var fact = new LateSizeFact(facts, name);
        _samples.Add(() => WhereThere(collection, () => See(fact, () => _il.Emit(OpCodes.Ldloc, collection))));
    }

    private void WhereThere(LocalBuilder reference, Action write)
    {
        var absent = _il.DefineLabel();
        _il.Emit(OpCodes.Ldloc, reference);
        _il.Emit(OpCodes.Brfalse, absent);
        write();
        _il.MarkLabel(absent);
    }
}
