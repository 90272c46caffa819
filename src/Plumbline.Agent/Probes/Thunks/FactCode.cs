using System.Reflection;
using System.Reflection.Emit;
using Plumbline.Agent.Facts;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>
/// Writes how a variable is compared with what is known of it. What is rarely run is written at the end. The same code is written twice:
/// once to compare only, and to leave where something is not known; once to act on it.
/// </summary>
internal sealed partial class FactCode
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private readonly ThunkWriter _writer;
    private readonly ILGenerator _il;
    private readonly MethodFacts _facts;
    private readonly List<Fact> _made;
    private readonly LocalBuilder? _found;
    private readonly Label _slow;
    private readonly List<Action> _rest = [];
    private readonly List<Action> _looks = [];
    private readonly List<Action> _samples = [];
    private int _next;

    /// <summary>Acts on what is not known.</summary>
    /// <param name="writer">Of the thunk.</param>
    /// <param name="facts">Of the method.</param>
    /// <param name="found">Local for what was found.</param>
    /// <param name="made">Filled with the facts, in their order.</param>
    public FactCode(ThunkWriter writer, MethodFacts facts, LocalBuilder found, List<Fact> made)
    {
        (_writer, _il, _facts, _found, _made) = (writer, writer.Il, facts, found, made);
    }

    /// <summary>Only compares.</summary>
    /// <param name="writer">Of the thunk.</param>
    /// <param name="facts">Of the method.</param>
    /// <param name="made">The facts that the acting code was written with.</param>
    /// <param name="slow">Where control goes with what is not known.</param>
    public FactCode(ThunkWriter writer, MethodFacts facts, List<Fact> made, Label slow)
    {
        (_writer, _il, _facts, _made, _slow) = (writer, writer.Il, facts, made, slow);
    }

    private bool Acts => _found is not null;

    /// <summary>Goes to where control is to go in calls that are looked at closely; on in others, and where nothing is left to look at.</summary>
    public void BranchWhereClose(LocalBuilder number, Label close)
    {
        if (_looks.Count + _samples.Count > 0)
        {
            BranchWhereDue(number, _looks.Count > 0 ? MethodFacts.LookMask : MethodFacts.SampleMask, OpCodes.Brfalse, close);
        }
    }

    /// <summary>Looks closely.</summary>
    public void WriteLooks(LocalBuilder number)
    {
        _looks.ForEach(write => write());
        if (_samples.Count == 0)
        {
            return;
        }

        var sampled = _il.DefineLabel();
        BranchWhereDue(number, MethodFacts.SampleMask, OpCodes.Brtrue, sampled);
        _samples.ForEach(write => write());
        _il.MarkLabel(sampled);
    }

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

    private void BranchWhereDue(LocalBuilder number, int mask, OpCode branch, Label label)
    {
        _il.Emit(OpCodes.Ldloc, number);
        LoadCell(_il, _facts.Masks, mask, OpCodes.Ldind_I8);
        _il.Emit(OpCodes.And);
        _il.Emit(branch, label);
    }

    /// <summary>Checks the result, or all arguments.</summary>
    public void CheckAll(bool isReturn)
    {
        foreach (var variable in _writer.Variables.Where(variable => variable.Role == (isReturn ? "return" : "argument")))
        {
            Check(variable, isReturn ? null : variable.Name);
        }

        if (isReturn)
        {
            CheckRelations();
        }
    }

    /// <param name="variable">What to look at.</param>
    /// <param name="name">How it is called; null for the result.</param>
    private void Check(ThunkVariable variable, string? name)
    {
        if (!FactShapes.HasFacts(variable.Type))
        {
            return;
        }

        var next = _il.DefineLabel();
        var isSecret = _facts.Site.Probe.Redactor.IsSecretName(name ?? "") || _facts.Site.Secrets.Hide(name is null ? "return" : "argument", name ?? "");
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
            CheckSize(() => LoadDifference(variable, size, next), Size(name));
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
            CheckSize(() => LoadLength(local), Size(name));
            if (!isSecret)
            {
                SampleText(local, name);
            }
        }
        else if (type.IsArray)
        {
            CheckSize(() => LoadLength(local), Size(name));
        }
        else if (CollectionSize.FieldsOf(type) is { Length: > 0 } size)
        {
            CheckSize(() => LoadDifference(local, size), Size(name));
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
        CheckRange(value, Make(() => new NumberFact(_facts, name, isWhole)));
    }

    /// <summary>A value on the stack that is zero or null is a null; control then goes to <paramref name="next"/>.</summary>
    private void NullWhereZero(string? name, Label next)
    {
        var isNull = _il.DefineLabel();
        _il.Emit(OpCodes.Brfalse, isNull);
        var fact = Make(() => new BitsFact(_facts, name, static _ => (FirstKind.Null, "null")) { Known = 1 });
        _rest.Add(() =>
        {
            _il.MarkLabel(isNull);
            LoadCell(_il, fact.Cells, 0, OpCodes.Ldind_I8);
            _il.Emit(OpCodes.Brtrue, next);
            SeeAndGo(fact, () => _il.Emit(OpCodes.Ldc_I8, 0L), next);
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
        var outside = Acts ? _il.DefineLabel() : _slow;
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
        WhereActing(outside, () => SeeAndGo(fact, () => LoadReal(value), inside));
        _samples.Add(() =>
        {
            _writer.LoadConstant(fact);
            LoadReal(value);
            _writer.Call(typeof(NumberFact), nameof(NumberFact.Sample));
        });
    }

    private void CheckBits(ThunkVariable variable, string? name, Label next)
    {
        var fact = Make(() => FactShapes.Bits(_facts, name, variable.Type));
        var value = _il.DeclareLocal(typeof(long));
        LoadBit(variable, fact, next);
        _il.Emit(OpCodes.Stloc, value);
        var isNew = Acts ? _il.DefineLabel() : _slow;
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
        WhereActing(isNew, () => SeeAndGo(fact, () => AddBase(value, fact), isKnown));
    }

    private NumberFact Size(string? name) => Make(() => new NumberFact(_facts, name, isWhole: true, isSize: true));

    /// <summary>A new fact, or the one that the acting code has at this place.</summary>
    private T Make<T>(Func<T> make)
        where T : Fact
    {
        if (Acts)
        {
            _made.Add(make());
        }

        return (T)_made[_next++];
    }

    private void WhereActing(Label label, Action write)
    {
        if (Acts)
        {
            _rest.Add(() =>
            {
                _il.MarkLabel(label);
                write();
            });
        }
    }

    private void SeeAndGo(Fact fact, Action loadValue, Label next)
    {
        if (!Acts)
        {
            _il.Emit(OpCodes.Br, _slow);
            return;
        }

        See(fact, loadValue);
        _il.Emit(OpCodes.Br, next);
    }

    /// <summary>Better(found, fact.See(value)).</summary>
    private void See(Fact fact, Action loadValue)
    {
        _il.Emit(OpCodes.Ldloc, _found!);
        _writer.LoadConstant(fact);
        loadValue();
        _writer.Call(fact.GetType(), nameof(NumberFact.See));
        _writer.Call(typeof(FirstFound), nameof(FirstFound.Better));
        _il.Emit(OpCodes.Stloc, _found!);
    }

    private void SampleText(LocalBuilder text, string? name)
    {
        var fact = Make(() => new TextFact(_facts, name));
        LookAtAll(() => WhereThere(text, () => See(fact, () => _il.Emit(OpCodes.Ldloc, text))));
    }

    private void SampleSize(LocalBuilder collection, string? name)
    {
        var fact = Make(() => new LateSizeFact(_facts, name));
        LookAtAll(() => WhereThere(collection, () => See(fact, () => _il.Emit(OpCodes.Ldloc, collection))));
    }

    private void LookAtAll(Action write)
    {
        _facts.LooksAtAll = true;
        _looks.Add(write);
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
