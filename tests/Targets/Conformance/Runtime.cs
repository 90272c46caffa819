using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Conformance;

/// <summary>Cases 57 to 62: what the runtime does with code.</summary>
public static class Runtime
{
    // case 57
    public static string RunTiers()
    {
        var sum = 0L;
        for (var i = 0; i < 20_000; i++)
        {
            sum += Small(i);
        }

        return sum.ToString();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Small(int number) => Inlined(number) + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Inlined(int number) => number & 0xFF;

    public static string RunLoop() => Loop(300_000).ToString();

    /// <summary>Long enough for on-stack replacement.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Loop(int rounds)
    {
        var sum = 0L;
        for (var i = 0; i < rounds; i++)
        {
            sum += i ^ (i >> 3); // line: loop-round
            if (i == rounds - 1)
            {
                sum++; // line: loop-last
            }
        }

        return sum;
    }

    public static string RunOptimised() => Optimised(3).ToString();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Optimised(int number)
    {
        var sum = 0;
        for (var i = 0; i < number; i++)
        {
            sum += i;
        }

        return sum;
    }

    // case 59
    private static volatile int s_round;
    private static volatile bool s_stop;
    private static Thread s_worker;

    /// <summary>Starts a thread that stays in one frame for ever.</summary>
    public static string RunStartWorker()
    {
        s_stop = false;
        s_worker = new Thread(Worker) { IsBackground = true };
        s_worker.Start();
        return "started";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Worker()
    {
        while (!s_stop)
        {
            s_round++; // line: worker-round
            Thread.Sleep(1);
        }
    }

    public static string RunWorkerGoesOn()
    {
        var before = s_round;
        SpinWait.SpinUntil(() => s_round > before + 3, 5000);
        return (s_round > before).ToString();
    }

    public static string RunStopWorker()
    {
        s_stop = true;
        return s_worker.Join(5000).ToString();
    }

    public static string RunRecursion() => Recursion(5).ToString();

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Recursion(int depth)
    {
        var here = depth * 10;
        return depth == 0 ? here : Recursion(depth - 1) + here - depth * 10 + depth;
    }

    // case 60
    public static string RunDynamic()
    {
        var method = new DynamicMethod("Doubles", typeof(int), [typeof(int)]);
        var il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4_2);
        il.Emit(OpCodes.Mul);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<int, int>>()(4) + " " + Emitted().Invoke(null, [5]);
    }

    private static MethodInfo s_emitted;

    private static MethodInfo Emitted()
    {
        if (s_emitted is null)
        {
            var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("EmittedAtRunTime"), AssemblyBuilderAccess.Run);
            var type = assembly.DefineDynamicModule("EmittedAtRunTime").DefineType("EmittedType", TypeAttributes.Public);
            var method = type.DefineMethod("EmittedMethod", MethodAttributes.Public | MethodAttributes.Static, typeof(int), [typeof(int)]);
            var il = method.GetILGenerator();
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ret);
            s_emitted = type.CreateType().GetMethod("EmittedMethod");
        }

        return s_emitted;
    }

    private static WeakReference s_unloaded;

    /// <summary>Loads the plug-in so that it can be unloaded, and calls it.</summary>
    public static string RunCollectible()
    {
        var context = new AssemblyLoadContext("collectible", isCollectible: true);
        s_collectible = context;
        return Call(context, "plugin");
    }

    private static AssemblyLoadContext s_collectible;

    /// <summary>Fails in the plug-in with an exception of the plug-in.</summary>
    public static string RunCollectibleFailure()
    {
        try
        {
            return s_collectible is { } context ? Call(context, "") : "not loaded";
        }
        catch (TargetInvocationException e)
        {
            return e.InnerException.GetType().FullName;
        }
    }

    public static string RunUnload()
    {
        s_unloaded = Unload();
        return Unloading.IsOver(s_unloaded) ? "unloaded" : "alive";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Unload()
    {
        var reference = new WeakReference(s_collectible);
        s_collectible.Unload();
        s_collectible = null;
        return reference;
    }

    // case 61
    private static readonly Dictionary<string, AssemblyLoadContext> s_contexts = [];

    public static string RunFirstContext() => Call(Context("first"), "one");

    public static string RunSecondContext() => Call(Context("second"), "two");

    public static string RunThirdContext() => Call(Context("third"), "three");

    private static AssemblyLoadContext Context(string name) =>
        s_contexts.TryGetValue(name, out var known) ? known : s_contexts[name] = new AssemblyLoadContext(name);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Call(AssemblyLoadContext context, string argument)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "plugin", "ConformancePlugin.dll");
        var type = context.LoadFromAssemblyPath(path).GetType("ConformancePlugin.Greeter");
        return (string)type.GetMethod("Greet").Invoke(Activator.CreateInstance(type), [argument]);
    }
}
