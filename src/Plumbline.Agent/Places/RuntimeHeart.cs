using System.Reflection.Metadata;

namespace Plumbline.Agent.Places;

/// <summary>
/// Types of the core library that a probe's own code runs through, or that the JIT and the garbage collector call at points
/// where no other code may run. A probe there would call itself, or stop the process.
/// </summary>
internal static class RuntimeHeart
{
    private const string Reason = "it is at the heart of the runtime: probes run through it themselves";

    private static readonly HashSet<string> s_namespaces = new(StringComparer.Ordinal)
    {
        "Internal.Runtime", "Internal.Runtime.CompilerServices", "Internal.Runtime.InteropServices", "System.StubHelpers",
        "System.Reflection.Emit", "System.Runtime.Loader", "System.Runtime.ExceptionServices",
    };

    private static readonly HashSet<string> s_types = new(StringComparer.Ordinal)
    {
        "System.Object", "System.GC", "System.Environment", "System.AppContext", "System.StartupHookProvider", "System.Buffer",
        "System.SpanHelpers", "System.RuntimeType", "System.RuntimeTypeHandle", "System.RuntimeMethodHandle", "System.RuntimeFieldHandle",
        "System.Delegate", "System.MulticastDelegate", "System.ArgumentNullException", "System.ThrowHelper",
        "System.Diagnostics.Stopwatch", "System.Diagnostics.Debugger",
        "System.Threading.Monitor", "System.Threading.Interlocked", "System.Threading.Volatile", "System.Threading.Thread",
        "System.Threading.Lock", "System.Threading.SpinWait", "System.Threading.SpinLock", "System.Threading.ObjectHeader",
        "System.Runtime.CompilerServices.CastHelpers", "System.Runtime.CompilerServices.RuntimeHelpers",
        "System.Runtime.CompilerServices.Unsafe", "System.Runtime.CompilerServices.StaticsHelpers",
        "System.Runtime.CompilerServices.GenericsHelpers", "System.Runtime.CompilerServices.VirtualDispatchHelpers",
        "System.Runtime.CompilerServices.InitHelpers", "System.Runtime.CompilerServices.BoxingHelpers",
        "System.Runtime.CompilerServices.MethodTable", "System.Runtime.CompilerServices.TypeHandle",
        "System.Runtime.InteropServices.Marshal", "System.Runtime.InteropServices.MemoryMarshal", "System.Runtime.InteropServices.GCHandle",
        "System.Runtime.InteropServices.SafeHandle", "System.Runtime.InteropServices.NativeMemory", "System.Runtime.EH",
    };

    public static string? Refusal(MetadataReader metadata, MethodDefinition method)
    {
        if (!metadata.StringComparer.Equals(metadata.GetAssemblyDefinition().Name, "System.Private.CoreLib"))
        {
            return null;
        }

        var handle = method.GetDeclaringType();
        var type = metadata.GetTypeDefinition(handle);
        for (var depth = 0; depth < 16 && type.GetDeclaringType() is { IsNil: false } owner; depth++)
        {
            type = metadata.GetTypeDefinition(owner);
        }

        var space = metadata.GetString(type.Namespace);
        return s_namespaces.Contains(space) || s_types.Contains(space + "." + metadata.GetString(type.Name)) ? Reason : null;
    }
}
