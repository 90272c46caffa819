using System.Net.Sockets;
using System.Reflection;
using Plumbline.Attach.Attaching;
using Plumbline.Attach.Processes;
using Plumbline.Wire;

namespace Plumbline.Attach.Connection;

/// <summary>The socket on which the agent of a process listens.</summary>
internal static class AgentSocket
{
    private static readonly TimeSpan s_welcomeLimit = TimeSpan.FromSeconds(5);

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
        limit.CancelAfter(s_welcomeLimit);
        try
        {
            var hello = new Hello(Build, Capability.All, owner);
            return await AgentConnection.OpenAsync(new NetworkStream(socket, ownsSocket: true), facts.Pid, hello, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new AttachException(
                AttachFailure.NoAnswer,
                $"The agent in process {facts.Pid} took the connection and said nothing for {s_welcomeLimit.TotalSeconds:F0} s.",
                $"Is the process stopped? kill -CONT {facts.Pid} wakes it.");
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
