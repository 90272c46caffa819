using Microsoft.Diagnostics.NETCore.Client;
using Plumbline.Attach.Processes;
using Plumbline.Wire;

namespace Plumbline.Attach.Attaching;

/// <summary>
/// Makes the runtime load shim and agent. DESIGN: the shim goes first. Its failures (another profiler, a library that can't be loaded)
/// leave the target untouched, and by the time the agent runs the profiler interface is there.
/// </summary>
internal sealed class AgentLoader(TargetFacts facts, AgentFiles files)
{
    /// <summary>Class id by which the runtime asks the shim for its profiler.</summary>
    public static readonly Guid ProfilerClass = new("7B1D6C52-6F0E-4C0B-9D0F-5A0C2E9C51D4");

    private const string NotFound = "0x8007007E";
    private static readonly TimeSpan s_attachLimit = TimeSpan.FromSeconds(10);

    public async Task LoadAsync(CancellationToken cancel)
    {
        var mapped = MappedFiles.Read(facts.Pid);
        var staged = Loaded(mapped) ?? Staging.Stage(facts, files);
        var connector = await DiagnosticsClientConnector.FromDiagnosticPort(facts.SocketPath + ",connect", cancel).ConfigureAwait(false);
        await using (connector.ConfigureAwait(false))
        {
            if (mapped?.Find(AgentFiles.ShimName) is null)
            {
                await Task.Run(() => AttachShim(connector.Instance, staged.Shim), cancel).WaitAsync(s_attachLimit * 2, cancel).ConfigureAwait(false);
            }

            await ApplyHookAsync(connector.Instance, staged.Agent, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// SAFETY: an agent that is loaded but does not listen is started again through the very file it was loaded from, also where that is of
    /// another build: what it says about itself when it answers decides whether we can talk. A second file of the same assembly name
    /// makes the runtime throw outside every handler, which ends the target; so does a file that is gone.
    /// </summary>
    private StagedFiles? Loaded(MappedFiles? mapped)
    {
        if (mapped?.Find(AgentFiles.AgentName) is not { } agent)
        {
            return null;
        }

        var staged = new StagedFiles(agent, Path.Combine(Path.GetDirectoryName(agent) ?? "/", AgentFiles.ShimName));
        return Staging.Holds(facts.Root, staged, files) || Staging.IsIntact(facts.Root, staged, facts.Status.Uid)
            ? staged
            : throw new AttachException(
                FailureCode.VersionSkew,
                $"Process {facts.Pid} holds an agent of another build, which does not answer, and its files ({agent}) are gone or changed.",
                "Restart the process to load this plumb's agent.");
    }

    private void AttachShim(DiagnosticsClient client, string shim)
    {
        try
        {
            client.AttachProfiler(s_attachLimit, ProfilerClass, shim);
        }
        catch (ProfilerAlreadyActiveException e)
        {
            if (MappedFiles.Read(facts.Pid)?.Find(AgentFiles.ShimName) is null)
            {
                throw new AttachException(AttachFailure.OtherProfiler, $"Process {facts.Pid} already has a profiler, and a process takes only one.", "Start it without the other one.", e);
            }
        }
        catch (ServerErrorException e) when (e.Message.Contains(NotFound, StringComparison.OrdinalIgnoreCase))
        {
            throw new AttachException(AttachFailure.AttachRefused, $"Process {facts.Pid} could not load {shim} ({NotFound}): not readable from inside it, or built for another C library.", "`plumb doctor` shows which.", e);
        }
        catch (Exception e) when (e is DiagnosticsClientException or IOException or TimeoutException)
        {
            throw Refused("attach the profiler", e);
        }
    }

    private async Task ApplyHookAsync(DiagnosticsClient client, string agent, CancellationToken cancel)
    {
        try
        {
            await client.ApplyStartupHookAsync(agent, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DiagnosticsClientException or IOException)
        {
            throw Refused("load the agent", e);
        }
    }

    private AttachException Refused(string act, Exception e) => ProcFile.Exists(facts.Pid)
        ? new AttachException(AttachFailure.AttachRefused, $"The runtime of process {facts.Pid} refused to {act}: {e.Message}", "`plumb doctor` checks every precondition.", e)
        : new AttachException(AttachFailure.ProcessGone, $"Process {facts.Pid} has ended.", "Look at its own log for the reason.", e);
}
