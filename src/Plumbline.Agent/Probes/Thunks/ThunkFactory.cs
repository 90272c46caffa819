using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Plumbline.Agent.Capture;
using Plumbline.Agent.Il;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>
/// Generates thunks: typed methods that woven code calls by address. They see private members, take no reference to the user's
/// assembly, and let no exception out.
/// </summary>
internal static class ThunkFactory
{
    /// <summary>What wrote a method; null on a runtime that keeps it elsewhere.</summary>
    private static readonly FieldInfo? s_generator = typeof(DynamicMethod).GetField("_ilGenerator", BindingFlags.Instance | BindingFlags.NonPublic);

    private static readonly Func<DynamicMethod, RuntimeMethodHandle> s_handle = typeof(DynamicMethod)
        .GetMethod("GetMethodDescriptor", BindingFlags.Instance | BindingFlags.NonPublic)!
        .CreateDelegate<Func<DynamicMethod, RuntimeMethodHandle>>();

    /// <summary>The thunk of a body without type variables, compiled.</summary>
    /// <param name="declared">The roots' types in the body's signatures, in the order of <see cref="ThunkPlan.Roots"/>.</param>
    public static nint Build(ThunkPlan plan, IReadOnlyList<SignatureType> declared, FrameTypes types)
    {
        var parameters = ThunkParameters.Leading(plan);
        var offset = parameters.Count;
        parameters.AddRange(plan.Roots.Select((root, i) => ThunkParameters.Exact(plan, root, declared[i], types)));
        var method = New(plan.Recipe.Returns, parameters);
        var variables = plan.Stored.Select(variable => Bind(variable, plan, declared, parameters, offset)).ToList();
        new ThunkWriter(method.GetILGenerator(), plan, variables, types) { Parameters = parameters }.Write();
        Warm(plan.Recipe, variables);
        return Address(method, plan.Recipe);
    }

    /// <summary>Looks at the types that a recipe captures, which would else take the time of its first capture.</summary>
    public static void Warm(ThunkRecipe recipe, IEnumerable<ThunkVariable> variables)
    {
        if (recipe.Captures && recipe.Site.Probe.Spec is { Kind: ProbeKind.Snapshot or ProbeKind.Record } spec)
        {
            CaptureWarmup.Prepare(variables.Select(variable => variable.Type), spec.Limits.Depth);
        }
    }

    /// <summary>A thunk that finds, by the type variables, the thunk of the instantiation, and calls it.</summary>
    public static nint BuildDispatcher(ThunkPlan plan, IReadOnlyList<SignatureType> declared, GenericThunks instances)
    {
        var shared = ThunkParameters.Leading(plan);
        shared.AddRange(declared.Select(ThunkParameters.Shared));
        Type[] parameters = [.. Enumerable.Repeat(typeof(RuntimeTypeHandle), instances.Variables), .. shared];
        var method = New(plan.Recipe.Returns, parameters);
        var il = method.GetILGenerator();
        var address = il.DeclareLocal(typeof(nint));
        instances.EmitFind(il);
        il.Emit(OpCodes.Stloc, address);
        for (var i = 0; i < shared.Count; i++)
        {
            il.Emit(OpCodes.Ldarg, (short)(instances.Variables + i));
        }

        il.Emit(OpCodes.Ldloc, address);
        il.EmitCalli(OpCodes.Calli, CallingConventions.Standard, plan.Recipe.Returns, [.. shared], null);
        il.Emit(OpCodes.Ret);
        return Address(method, plan.Recipe);
    }

    /// <summary>A thunk that takes the same parameters and does nothing, for an instantiation that can't have one.</summary>
    public static nint BuildIdle(ThunkPlan plan, IReadOnlyList<SignatureType> declared)
    {
        var parameters = ThunkParameters.Leading(plan);
        parameters.AddRange(declared.Select(ThunkParameters.Shared));
        var method = New(plan.Recipe.Returns, parameters);
        var il = method.GetILGenerator();
        if (plan.Recipe.Returns != typeof(void))
        {
            il.Emit(OpCodes.Ldloc, il.DeclareLocal(plan.Recipe.Returns));
        }

        il.Emit(OpCodes.Ret);
        return Address(method, plan.Recipe);
    }

    /// <summary>A method that sees private members; not compiled yet.</summary>
    public static DynamicMethod New(Type returns, IReadOnlyList<Type> parameters) =>
        new("plumbline", returns, [.. parameters], typeof(ThunkFactory).Module, skipVisibility: true);

    /// <summary>Has the runtime take over what was written; it is compiled when it is first called.</summary>
    public static RuntimeMethodHandle Finish(DynamicMethod method)
    {
        var handle = s_handle(method);
        ThunkConstants.Written(method, method.GetILGenerator());

        // PERF: the method keeps what wrote it, a kilobyte that nobody reads any more.
        s_generator?.SetValue(method, null);
        return handle;
    }

    /// <summary>Compiles now, on the agent's thread, so that the first hit does not.</summary>
    /// <param name="recipe">What it was written from: its probe keeps the thunk.</param>
    public static nint Address(DynamicMethod method, ThunkRecipe recipe)
    {
        var handle = Finish(method);
        RuntimeHelpers.PrepareMethod(handle);
        recipe.Site.Probe.Thunks.Add(method);
        return handle.GetFunctionPointer();
    }

    private static ThunkVariable Bind(
        PlanVariable variable, ThunkPlan plan, IReadOnlyList<SignatureType> declared, List<Type> parameters, int offset)
    {
        var index = plan.Roots.ToList().IndexOf(variable.Root);
        var root = parameters[offset + index];
        var type = root.IsByRef ? root.GetElementType()! : root;
        var path = new FieldInfo[variable.Path.Length];
        for (var i = 0; i < path.Length; i++)
        {
            path[i] = FindField(type, variable.Path[i]);
            type = path[i].FieldType;
        }

        // A struct's `this` and a copied value are addresses that are never null.
        var mayBeNull = declared[index].Kind == SignatureKind.ByRef && variable.Role != "this";
        return new ThunkVariable(variable.Name, variable.Role, offset + index, root, mayBeNull, path) { TupleNames = variable.TupleNames };
    }

    private static FieldInfo FindField(Type type, string name)
    {
        const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t.GetField(name, Declared) is { } field)
            {
                return field;
            }
        }

        throw new ThunkException($"{type} has no field {name}");
    }
}
