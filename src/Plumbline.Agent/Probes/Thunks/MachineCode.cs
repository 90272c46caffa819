using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Plumbline.Agent.Symbols;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>
/// Code that reads a state machine: whether an invocation begins, and what identifies it while it is suspended.
/// DESIGN: no field is added (impossible after load) and no async local is set (visible to the user). A state machine that is
/// a class is its own identity; one that is a struct is boxed by the runtime at its first suspension, and the builder's field
/// m_task is that box. The box must be known before the continuation can run on another thread, so the thunk in front of
/// the await makes the runtime create it a moment early, with the call that the builder itself would make next.
/// </summary>
internal sealed class MachineCode
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly ThunkVariable _machine;
    private readonly Type _type;
    private readonly FieldInfo[] _task;

    public MachineCode(ThunkVariable machine)
    {
        _machine = machine;
        _type = machine.Type;
        _task = _type.IsValueType ? PathToTask(_type) : [];
    }

    /// <summary>Whether an invocation can be followed across its first suspension.</summary>
    public bool HasIdentity => !_type.IsValueType || _task.Length > 0;

    /// <summary>Leaves true on the stack where the body is entered for the first time in this invocation.</summary>
    public void EmitIsFirst(ILGenerator il, BodyKind kind)
    {
        var state = _type.GetField("<>1__state", Fields) ?? _type.GetField("$State", Fields)
            ?? throw new ThunkException($"the state of the state machine {_type.Name} was not found");
        var initial = kind switch { BodyKind.Iterator => 0, BodyKind.AsyncIterator => -3, _ => -1 };
        EmitMachine(il);
        il.Emit(OpCodes.Ldfld, state);
        il.Emit(OpCodes.Ldc_I4, initial);
        il.Emit(OpCodes.Ceq);
        if (kind == BodyKind.AsyncIterator && _type.GetField("<>w__disposeMode", Fields) is { } disposing)
        {
            // Disposed before its first item was asked for: nothing of the user's code runs.
            EmitMachine(il);
            il.Emit(OpCodes.Ldfld, disposing);
            il.Emit(OpCodes.Ldc_I4_0);
            il.Emit(OpCodes.Ceq);
            il.Emit(OpCodes.And);
        }
    }

    /// <summary>Leaves the object that identifies the invocation on the stack: null before the first suspension of a struct.</summary>
    public void EmitKey(ILGenerator il)
    {
        EmitMachine(il);
        if (_type.IsValueType)
        {
            EmitFields(il, _task.Length);
            il.Emit(OpCodes.Ldind_Ref);
        }
    }

    /// <summary>
    /// Makes sure that the invocation has an identity. Only in front of the builder's own call that would give it one. SAFETY: a
    /// task that is there already is left alone, whoever made it: somebody may be waiting for it.
    /// </summary>
    public void EmitEnsureKey(ILGenerator il)
    {
        if (!_type.IsValueType || _task.Length == 0)
        {
            return;
        }

        var there = il.DefineLabel();
        EmitKey(il);
        il.Emit(OpCodes.Brtrue, there);
        EmitMachine(il);
        EmitMachine(il);
        EmitFields(il, _task.Length);
        il.Emit(OpCodes.Call, BoxMaker(_task[^1]).MakeGenericMethod(_type));
        il.Emit(OpCodes.Pop);
        il.MarkLabel(there);
    }

    private void EmitMachine(ILGenerator il) => il.Emit(OpCodes.Ldarg, (short)_machine.Parameter);

    private void EmitFields(ILGenerator il, int count)
    {
        for (var i = 0; i < count; i++)
        {
            il.Emit(OpCodes.Ldflda, _task[i]);
        }
    }

    /// <summary>
    /// The fields from the machine to the framework's m_task: through its builder, and through what the builder wraps. Empty where
    /// there is no such way; a builder that is a class may be shared, so it leads nowhere.
    /// </summary>
    private static FieldInfo[] PathToTask(Type machine)
    {
        const int MostHops = 4;
        var path = new List<FieldInfo>();
        var field = machine.GetField("<>t__builder", Fields) ?? machine.GetField("$Builder", Fields);
        while (field is not null && field.FieldType.IsValueType && path.Count < MostHops)
        {
            path.Add(field);
            field = Next(field.FieldType);
        }

        return field is { Name: "m_task", FieldType.IsValueType: false } ? [.. path, field] : [];
    }

    private static FieldInfo? Next(Type builder) => IsFramework(builder) && builder.GetField("m_task", Fields) is { } task
        ? task
        : builder.GetFields(Fields).FirstOrDefault(field => field.FieldType.IsValueType && IsBuilder(field.FieldType));

    private static bool IsBuilder(Type type) =>
        type.Name.Contains("MethodBuilder", StringComparison.Ordinal) && (IsFramework(type) || Next(type) is not null);

    private static bool IsFramework(Type type) => type.Assembly == typeof(object).Assembly;

    /// <summary>GetStateMachineBox of the builder that owns the field: the same in .NET 8, 9 and 10.</summary>
    private static MethodInfo BoxMaker(FieldInfo task)
    {
        var type = task.FieldType;
        var owner = type.DeclaringType is { } pooling
            ? pooling.MakeGenericType(type.GetGenericArguments())
            : typeof(AsyncTaskMethodBuilder<>).MakeGenericType(type.GetGenericArguments());
        return owner.GetMethod("GetStateMachineBox", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            ?? throw new ThunkException($"{owner.Name} has no GetStateMachineBox in this runtime");
    }
}
