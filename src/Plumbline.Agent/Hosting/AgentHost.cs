using System.Net.Sockets;
using Plumbline.Agent.Capture;
using Plumbline.Agent.Native;
using Plumbline.Agent.Probes;

namespace Plumbline.Agent.Hosting;

/// <summary>
/// The agent's life in its process: one per process, started by the hook, listening on a socket that only the process's own user
/// may open, idle while nobody is connected.
/// </summary>
internal sealed class AgentHost
{
    /// <summary>How long the program waits for the agent to settle, in milliseconds.</summary>
    private const int MostSettlingMilliseconds = 2000;

    private static readonly object s_gate = new();
    private static AgentHost? s_current;

    private readonly ProbeRegistry _registry;
    private readonly AgentSocket _socket;

    private AgentHost(Profiler profiler)
    {
        _registry = new ProbeRegistry(profiler);
        _socket = AgentSocket.Bind();
    }

    /// <summary>Starts the agent on a thread of its own; where it runs already, nothing happens.</summary>
    /// <param name="earlier">What an earlier start failed with, for the log.</param>
    public static void Start(Exception? earlier)
    {
        if (earlier is not null)
        {
            SelfLog.Fault("starting", earlier);
        }

        var settled = new ManualResetEventSlim();
        new Thread(() => Run(settled)) { IsBackground = true, Name = "plumbline" }.Start();

        // SAFETY: two threads that take their first steps in a process at once can make .NET 8 call a native function that it has not
        // resolved yet, and the process dies. So the program begins when the agent is quiet. The wait is bounded.
        settled.Wait(MostSettlingMilliseconds);
    }

    private static void Run(ManualResetEventSlim settled)
    {
        Reentrancy.MarkAgentThread();
        AgentHost? host = null;
        try
        {
            lock (s_gate)
            {
                if (s_current is not null)
                {
                    return;
                }

                host = s_current = new AgentHost(Profiler.Load(ShimPath));
            }

            HitActions.UseValueText();
            CaptureFaults.Listener = SelfLog.Write;
            CaptureWarmup.Run();
            settled.Set();
            host.Accept();
        }
        catch (Exception fault)
        {
            SelfLog.Fault("running", fault);
        }
        finally
        {
            Forget(host);
            settled.Set();
        }
    }

    /// <summary>A start that found the agent running leaves it alone.</summary>
    private static void Forget(AgentHost? host)
    {
        lock (s_gate)
        {
            s_current = s_current == host ? null : s_current;
        }
    }

    private static string ShimPath =>
        Path.Combine(Path.GetDirectoryName(typeof(AgentHost).Assembly.Location)!, "libplumbline.so");

    /// <summary>Serves one controller after another, each on threads of its own, until one of them asks to detach.</summary>
    private void Accept()
    {
        try
        {
            while (_socket.Accept() is { } client)
            {
                Connection.Open(client, _registry, Leave);
            }
        }
        finally
        {
            _socket.Dispose();
            _registry.Dispose();
        }
    }

    /// <summary>Stops listening. The hook can start the agent again, with a registry of its own.</summary>
    private void Leave() => _socket.Dispose();
}
