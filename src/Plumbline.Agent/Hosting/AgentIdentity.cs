using System.Reflection;
using Plumbline.Wire;

namespace Plumbline.Agent.Hosting;

/// <summary>What this agent is and what it can do, as told to controllers.</summary>
internal static class AgentIdentity
{
    /// <summary>Version and commit, such as <c>0.1.0+1f0c…</c>.</summary>
    public static string Build { get; } =
        typeof(AgentIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>The parts of the wire that this agent understands.</summary>
    public static string[] Capabilities => Capability.All;

    /// <summary>What a detach leaves behind, in words for the user.</summary>
    public static string[] Remains { get; } =
    [
        "the native shim (libplumbline.so, idle): the runtime cannot unload a profiler that has rewritten code",
        "the agent's assembly (Plumbline.Agent.dll, no thread, no socket)",
        "the metadata tokens and the superseded code versions that probes added, one to three kilobytes for each",
    ];
}
