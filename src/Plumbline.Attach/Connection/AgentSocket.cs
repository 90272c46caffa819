using System.Net.Sockets;
using System.Reflection;
using Plumbline.Attach.Attaching;
using Plumbline.Attach.Processes;
using Plumbline.Wire;

namespace Plumbline.Attach.Connection;

/// <summary>The socket on which the agent of a process listens.</summary>
internal static class AgentSocket
{
    /// <summary>A process that is starved of CPU may take its time; one that is stopped may do so for ever.</summary>
    private static readonly TimeSpan s_welcomeLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_stoppedLimit = TimeSpan.FromSeconds(5);

    /// <summary>Build of this side, such as <c>0.1.0+commit</c>.</summary>
    public static string Build { get; } =
        typeof(AgentSocket).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Null where nobody listens.</summary>
    /// <exception cref="AttachException">Somebody listens, and it is not an agent that we can talk to.</exception>
    public static async Task<AgentConnection?> TryOpenAsync(TargetFacts facts, string owner, CancellationToken cancel)
    {
        if (await ConnectAsync(facts, cancel).ConfigureAwait(false) is not { } socket)
        {
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var patience = ProcessStatus.Read(facts.Pid) is { Stopped: true } ? s_stoppedLimit : s_welcomeLimit;
        limit.CancelAfter(patience);
        try
        {
            var hello = new Hello(Build, Capability.All, owner);
            return await AgentConnection.OpenAsync(new NetworkStream(socket, ownsSocket: true), facts.Pid, hello, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new AttachException(
                AttachFailure.NoAnswer,
                $"The agent in process {facts.Pid} took the connection and said nothing for {patience.TotalSeconds:F0} s.",
                patience == s_stoppedLimit ? $"The process is stopped: kill -CONT {facts.Pid} wakes it." : "Is the process starved of CPU?");
        }
    }

    private static async Task<Socket?> ConnectAsync(TargetFacts facts, CancellationToken cancel)
    {
        foreach (var path in facts.AgentSocketPaths.Where(path => BelongsToTarget(path, facts.Status.Uid)))
        {
            var (_, socket) = await DiagnosticSocket.ConnectAsync(path, cancel).ConfigureAwait(false);
            if (socket is not null)
            {
                return socket;
            }
        }

        return null;
    }

    /// <summary>SAFETY: in a directory that everybody may write to, another user could listen under this name and feed us anything.</summary>
    private static bool BelongsToTarget(string path, uint uid) => LibC.Stat(path) is { } owner && (owner.Uid == uid || owner.Uid == 0);
}
