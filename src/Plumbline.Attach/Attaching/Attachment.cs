using System.Diagnostics;
using Plumbline.Attach.Connection;
using Plumbline.Attach.Doctor;
using Plumbline.Attach.Processes;

namespace Plumbline.Attach.Attaching;

/// <param name="Force">Attach although the operator turned profilers off.</param>
/// <param name="Owner">Who asks, as <c>plumb probes</c> shows it.</param>
internal sealed record AttachOptions(bool Force, string Owner)
{
    public static string OwnerOfThisProcess { get; } = $"{Environment.UserName}@{Environment.MachineName} ({Environment.ProcessId})";
}

/// <summary>Gets a connection to the agent of a process: an agent that answers is used, else one is loaded.</summary>
internal static class Attachment
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_retry = TimeSpan.FromMilliseconds(15);

    public static async Task<AgentConnection> OpenAsync(
        TargetFacts facts,
        AgentFiles files,
        AttachOptions options,
        CancellationToken cancel)
    {
        if (await AgentSocket.TryOpenAsync(facts, options.Owner, cancel).ConfigureAwait(false) is { } existing)
        {
            return existing;
        }

        Require(facts, files, options);
        try
        {
            await new AgentLoader(facts, files).LoadAsync(cancel).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new AttachException(AttachFailure.NoAnswer, $"The runtime of process {facts.Pid} did not answer in time.", "Is the process stopped or starved of CPU?", e);
        }

        return await FirstAnswerAsync(facts, options, cancel).ConfigureAwait(false);
    }

    private static void Require(TargetFacts facts, AgentFiles files, AttachOptions options)
    {
        var failure = Array.Find(Examination.Run(facts, files), r => r.Outcome == CheckOutcome.Failed && !Overruled(r, options));
        if (failure is not null)
        {
            throw new AttachException(
                failure.Code ?? AttachFailure.AttachRefused,
                $"Can't attach to {facts.Pid} ({DotnetProcess.NameOf(facts)}): {failure.Detail}",
                failure.Cure);
        }
    }

    private static bool Overruled(CheckResult result, AttachOptions options) => options.Force && result.Code == AttachFailure.ProfilerOff;

    /// <summary>The hook returns at once and the agent starts on a thread of its own, so the socket takes a moment to appear.</summary>
    private static async Task<AgentConnection> FirstAnswerAsync(TargetFacts facts, AttachOptions options, CancellationToken cancel)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < s_startLimit)
        {
            if (await AgentSocket.TryOpenAsync(facts, options.Owner, cancel).ConfigureAwait(false) is { } connection)
            {
                return connection;
            }

            if (!ProcFile.Exists(facts.Pid))
            {
                throw new AttachException(AttachFailure.ProcessGone, $"Process {facts.Pid} ended while the agent was starting.", "Look at its own log for the reason.");
            }

            await Task.Delay(s_retry, cancel).ConfigureAwait(false);
        }

        throw new AttachException(
            AttachFailure.NoAnswer,
            $"The agent was loaded into process {facts.Pid}, but listens on none of {string.Join(", ", facts.AgentSocketPaths)}.",
            "Are these directories full, or not writable for the process?");
    }
}
