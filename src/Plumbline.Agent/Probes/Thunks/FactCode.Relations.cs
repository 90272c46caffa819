using System.Reflection.Emit;
using Plumbline.Agent.Facts;

namespace Plumbline.Agent.Probes.Thunks;

internal sealed partial class FactCode
{
    /// <summary>Arguments that a result is compared with, one by one.</summary>
    private const int MostCompared = 2;

    /// <summary>The result against the arguments, as these are when the method returns.</summary>
    private void CheckRelations()
    {
        var result = _writer.Variables.FirstOrDefault(variable => variable.Role == "return");
        var arguments = _writer.Variables.Where(variable => variable.Role == "argument").ToList();
        if (result is null)
        {
            return;
        }

        var references = arguments.Where(argument => !argument.Type.IsValueType && !argument.Type.IsByRef && !argument.Type.IsPointer).ToList();
        if (!result.Type.IsValueType && references.Count > 0)
        {
            CheckNullResult(result, references);
        }
        else if (FactShapes.IsNumber(result.Type))
        {
            var numbers = arguments.Where(argument => FactShapes.IsNumber(argument.Type)).ToList();
            if (numbers.Count > 0 && !FactShapes.IsUnsigned(result.Type))
            {
                CheckNegativeResult(result, numbers);
            }

            numbers.Where(number => number.Type == result.Type).Take(MostCompared).ToList().ForEach(number => CheckGreater(result, number));
        }
    }

    private void CheckNullResult(ThunkVariable result, List<ThunkVariable> references)
    {
        var next = _il.DefineLabel();
        var isNull = _il.DefineLabel();
        Load(result, next);
        _il.Emit(OpCodes.Brfalse, isNull);
        _il.MarkLabel(next);
        Rarely(isNull, next, "null, though no argument was", () =>
        {
            foreach (var reference in references)
            {
                Load(reference, next);
                _il.Emit(OpCodes.Brfalse, next);
            }
        });
    }

    private void CheckNegativeResult(ThunkVariable result, List<ThunkVariable> numbers)
    {
        var next = _il.DefineLabel();
        var isNegative = _il.DefineLabel();
        LoadNumber(result, next);
        LoadZero(result.Type);
        _il.Emit(OpCodes.Blt, isNegative);
        _il.MarkLabel(next);
        Rarely(isNegative, next, "negative, though no argument was", () =>
        {
            foreach (var number in numbers)
            {
                LoadNumber(number, next);
                LoadZero(number.Type);
                _il.Emit(OpCodes.Blt, next);
            }
        });
    }

    private void CheckGreater(ThunkVariable result, ThunkVariable number)
    {
        var next = _il.DefineLabel();
        var isGreater = _il.DefineLabel();
        var value = _il.DeclareLocal(FactShapes.IsWhole(number.Type) ? typeof(long) : typeof(double));
        LoadNumber(number, next);
        _il.Emit(OpCodes.Stloc, value);
        LoadNumber(result, next);
        _il.Emit(OpCodes.Ldloc, value);
        _il.Emit(OpCodes.Bgt, isGreater);
        _il.MarkLabel(next);
        Rarely(isGreater, next, $"greater than {number.Name}", static () => { });
    }

    /// <summary>What is done where a relation holds: nothing once it is known to; else it is looked at.</summary>
    private void Rarely(Label holds, Label next, string what, Action besides)
    {
        var fact = Make(() => new BitsFact(_facts, name: null, Relation(what)) { Known = 1 });
        _rest.Add(() =>
        {
            _il.MarkLabel(holds);
            LoadCell(_il, fact.Cells, 0, OpCodes.Ldind_I8);
            _il.Emit(OpCodes.Brtrue, next);
            if (Acts)
            {
                besides();
            }

            SeeAndGo(fact, () => _il.Emit(OpCodes.Ldc_I8, 0L), next);
        });
    }

    private void LoadZero(Type type)
    {
        if (FactShapes.IsWhole(type))
        {
            _il.Emit(OpCodes.Ldc_I8, 0L);
        }
        else
        {
            _il.Emit(OpCodes.Ldc_R8, 0.0);
        }
    }

    /// <summary>PERF: made here, where it holds the words alone: the fact lives on, and would keep all that wrote the thunk.</summary>
    private static Func<long, (FirstKind Kind, string What)?> Relation(string what) => _ => (FirstKind.Relation, what);
}
