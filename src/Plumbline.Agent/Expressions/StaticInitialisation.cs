using System.Reflection;
using System.Reflection.Emit;

namespace Plumbline.Agent.Expressions;

/// <summary>Whether a type's static constructor has run, asked without running it.</summary>
internal static class StaticInitialisation
{
    private static readonly Func<nint, bool>? s_isInitialised = Probe();

    public static bool IsDone(Type type)
    {
        if (type.TypeInitializer is null)
        {
            return true;
        }

        return !type.ContainsGenericParameters && s_isInitialised is { } ask && ask(type.TypeHandle.Value);
    }

    /// <summary>
    /// CoreLib of .NET 9 and later keeps the answer beside the method table and has a property for it; where that is not there, the
    /// answer is "unknown", and the field is refused.
    /// </summary>
    private static Func<nint, bool>? Probe()
    {
        try
        {
            const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
            var table = typeof(object).Assembly.GetType("System.Runtime.CompilerServices.MethodTable");
            var auxiliary = table?.GetField("AuxiliaryData", Any);
            var isInited = auxiliary?.FieldType.GetElementType()?.GetProperty("IsClassInited", Any)?.GetMethod;
            if (auxiliary is null || isInited is null || isInited.ReturnType != typeof(bool))
            {
                return null;
            }

            var method = new DynamicMethod("isInitialised", typeof(bool), [typeof(nint)], typeof(object), skipVisibility: true);
            var il = method.GetILGenerator();
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, auxiliary);
            il.Emit(OpCodes.Call, isInited);
            il.Emit(OpCodes.Ret);
            var ask = method.CreateDelegate<Func<nint, bool>>();

            // Trusted only when it tells a type whose constructor has run from one whose has not.
            _ = Ran.Value;
            return ask(typeof(Ran).TypeHandle.Value) && !ask(typeof(NeverRan).TypeHandle.Value) ? ask : null;
        }
#pragma warning disable CA1031 // Another runtime: the question can't be asked there.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static class Ran
    {
        public static int Value = Environment.ProcessId;

        static Ran() => Value++;
    }

    private static class NeverRan
    {
        static NeverRan() => throw new InvalidOperationException("Never touched.");
    }
}
