using System.Threading.Channels;
using Plumbline.Attach;
using Plumbline.Attach.Connection;
using Plumbline.Cli.Captures;
using Plumbline.Cli.Origins;
using Plumbline.Cli.Rendering;
using Plumbline.Cli.Sources;
using Plumbline.Wire;

namespace Plumbline.Cli.Commands;

/// <summary>One probe from placing to removal: its events go to a view, Ctrl-C takes it out again.</summary>
internal sealed class ProbeRun(VerbContext context, AgentConnection agent, ProbeView view, FrameOrigins origins)
{
    /// <summary>The agent removes a probe when its time is up; this much later it is asked to.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan s_removeLimit = TimeSpan.FromSeconds(3);

    /// <summary>How long the end waits for the history before it says that it does.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private bool _originsTold;

    /// <summary>Attaches and runs one probe of a verb.</summary>
    public static async Task<ExitCode> RunAsync(VerbContext context, ProbeOptions options, ProbeSpec spec, Func<FrameOrigins, ProbeView> view)
    {
        var agent = await context.AttachAsync(context.Get(options.Process), context.Get(options.Force)).ConfigureAwait(false);
        var origins = context.Get(options.Repo) is { } repository
            ? FrameOrigins.Start(context, Path.GetFullPath(repository, context.Terminal.Directory), agent)
            : FrameOrigins.None;
        await using (agent.ConfigureAwait(false))
        await using (origins.ConfigureAwait(false))
        {
            var shown = context.Json is { } json ? new JsonView(context, json, origins) : view(origins);
            if (!context.Get(options.Save))
            {
                return await new ProbeRun(context, agent, shown, origins).RunAsync(spec).ConfigureAwait(false);
            }

            var keeper = CaptureKeeper.Start(context, agent);
            await using (keeper.ConfigureAwait(false))
            {
                return await new ProbeRun(context, agent, new KeepingView(context, shown, keeper), origins).RunAsync(spec).ConfigureAwait(false);
            }
        }
    }

    private async Task<ExitCode> RunAsync(ProbeSpec spec)
    {
        var placed = await agent.AskAsync<ProbePlaced>(new PlaceProbe(spec), context.Cancel).ConfigureAwait(false);
        view.Placed(placed.Status, spec);
        if (placed.Status.State == ProbeState.Refused)
        {
            throw new AttachException(FailureCode.PlaceRefused, Refusal(placed.Status));
        }

        await WarnOfChangedSourceAsync(spec).ConfigureAwait(false);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.Cancel);
        end.CancelAfter(TimeSpan.FromSeconds(Math.Min(spec.Seconds, int.MaxValue / 1000.0 - 10)) + s_grace);
        ProbeStatus? last;
        try
        {
            last = await UntilRemovedAsync(placed.Status.Probe, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            last = await RemoveAsync(placed.Status).ConfigureAwait(false);
        }

        await WaitForOriginsAsync().ConfigureAwait(false);
        view.Finish(last ?? placed.Status);
        if (agent.EventsDropped > 0)
        {
            context.Tell($"{StateText.Plural(agent.EventsDropped, "event")} came faster than they could be shown, and were dropped here.");
        }

        return last?.State == ProbeState.Refused ? ExitCode.PlaceRefused : ExitCode.Ok;
    }

    /// <summary>Of a short run all may be shown before the history is read. The probe is gone by now, so only the user waits, who can end it.</summary>
    private async Task WaitForOriginsAsync()
    {
        if (await Task.WhenAny(origins.Reading, Task.Delay(s_patience, CancellationToken.None)).ConfigureAwait(false) != origins.Reading)
        {
            view.Tell("The history is still being read, to tell origins; Ctrl-C ends that.");
        }

        await origins.Reading.ConfigureAwait(false);
        view.Tell(origins.Words());
    }

    /// <summary>A line number means little where the file on this disk is not the one that was compiled.</summary>
    private async Task WarnOfChangedSourceAsync(ProbeSpec spec)
    {
        var colon = spec.Place.LastIndexOf(':');
        if (colon < 0)
        {
            return;
        }

        var file = spec.Place[..colon];
        var found = await agent.AskAsync<LinesFound>(new FindLines(file, 1, 1, spec.Pdb), context.Cancel).ConfigureAwait(false);
        foreach (var warning in found.Documents.Select(document => LocalSource.Find(file, document).Warning).OfType<string>())
        {
            context.Tell(SafeText.OneLine(warning));
        }
    }

    private async Task<ProbeStatus> UntilRemovedAsync(int probe, CancellationToken end)
    {
        while (true)
        {
            var message = await NextAsync(end).ConfigureAwait(false);
            if (message is ProbeChanged { Status: var status } && status.Probe == probe)
            {
                view.Changed(status);
                if (status.State is ProbeState.Removed or ProbeState.Refused)
                {
                    return status;
                }
            }
            else
            {
                view.Show(message);
            }
        }
    }

    private async Task<WireMessage> NextAsync(CancellationToken end)
    {
        try
        {
            if (!_originsTold)
            {
                await Task.WhenAny(agent.Events.WaitToReadAsync(end).AsTask(), origins.Reading).ConfigureAwait(false);
                _originsTold = origins.Reading.IsCompleted;
                view.Tell(origins.Words());
            }

            return await agent.Events.ReadAsync(end).ConfigureAwait(false);
        }
        catch (ChannelClosedException e) when (e.InnerException is AttachException reason)
        {
            view.Interrupted();
            throw reason;
        }
    }

    /// <summary>Takes the probe out and shows what was still on its way.</summary>
    private async Task<ProbeStatus?> RemoveAsync(ProbeStatus placed)
    {
        using var limit = new CancellationTokenSource(s_removeLimit);
        try
        {
            var removing = agent.AskAsync<ProbeRemoved>(new RemoveProbe(placed.Probe), limit.Token);
            while (!removing.IsCompleted)
            {
                // Whoever holds back events holds back the answer behind them.
                ShowWaiting();
                await Task.WhenAny(removing, agent.Events.WaitToReadAsync(limit.Token).AsTask()).ConfigureAwait(false);
            }

            var removed = await removing.ConfigureAwait(false);
            ShowWaiting();
            return removed.Status;
        }
        catch (OperationCanceledException)
        {
            context.Tell("The agent did not confirm the removal; it removes the probe by itself when this connection is gone.");
            return null;
        }
    }

    private void ShowWaiting()
    {
        while (agent.Events.TryRead(out var message))
        {
            if (message is not ProbeChanged)
            {
                view.Show(message);
            }
        }
    }

    private static string Refusal(ProbeStatus status)
    {
        var sites = status.Sites.Where(s => s.Refusal is not null).Select(s => $"{s.Method}: {s.Refusal}");
        return status.Reason ?? string.Join("; ", sites.DefaultIfEmpty($"{status.Place} can't take a probe"));
    }
}
