using System.Runtime.CompilerServices;
using Plumbline.Agent.Hosting;

/// <summary>
/// Where the runtime enters the agent: at start through DOTNET_STARTUP_HOOKS, or in a running process through the diagnostics
/// command ApplyStartupHook. The name, the missing namespace and the signature are the runtime's contract.
/// </summary>
internal sealed class StartupHook
{
    private static Exception? s_fault;

    /// <summary>
    /// Starts the agent, or wakes it when it is already there.
    /// SAFETY: an exception that leaves this method aborts the process. So nothing here can throw: the body is a call to a
    /// method that is not inlined (its failure to load is caught too), and the handler is one assignment.
    /// </summary>
    public static void Initialize()
    {
        try
        {
            Start();
        }
        catch (Exception fault)
        {
            s_fault = fault;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Start() => AgentHost.Start(s_fault);
}
