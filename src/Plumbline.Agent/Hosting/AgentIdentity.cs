namespace Plumbline.Agent.Hosting;

/// <summary>What this agent is and what it can do, as told to controllers.</summary>
internal static class AgentIdentity
{
    /// <summary>Changes with every build: the module version id.</summary>
    public static string Build { get; } = typeof(AgentIdentity).Assembly.ManifestModule.ModuleVersionId.ToString("N");

    /// <summary>One name for each part of the wire that this agent understands.</summary>
    public static string[] Capabilities { get; } = ["probe/1", "discovery/1", "detach/1"];

    /// <summary>What a detach leaves behind, in words for the user.</summary>
    public static string[] Remains { get; } =
    [
        "the native shim (libplumbline.so, idle): the runtime cannot unload a profiler that has rewritten code",
        "the agent's assembly (Plumbline.Agent.dll, no thread, no socket)",
        "the metadata tokens and the superseded code versions that probes added, about one kilobyte for each",
    ];
}
