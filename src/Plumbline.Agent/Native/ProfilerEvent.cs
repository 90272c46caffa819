using System.Runtime.InteropServices;

namespace Plumbline.Agent.Native;

/// <summary>What the runtime reported about a method.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct ProfilerEvent(ProfilerEventKind Kind, int Status, nint Module, int Method, int Reserved)
{
    public MethodKey Key => new(Module, Method);
}

internal enum ProfilerEventKind
{
    /// <summary>A body that we set was compiled.</summary>
    Compiled = 1,

    /// <summary>A caller was compiled again because it had inlined a method of ours.</summary>
    CompiledInliner = 2,

    /// <summary>The runtime could not compile a body; <see cref="ProfilerEvent.Status"/> says why.</summary>
    Error = 3,
}
