using Plumbline.Cli.Commands;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>Shows one probe: its data, and what becomes of it.</summary>
internal abstract class ProbeView(VerbContext context)
{
    private (ProbeState State, string? Reason)? _told;
    private bool _errorTold;

    protected VerbContext Context => context;

    protected Terminal Terminal => context.Terminal;

    /// <summary>An event of the probe.</summary>
    public abstract void Show(WireMessage message);

    public virtual void Placed(ProbeStatus status, ProbeSpec spec)
    {
        context.Tell($"Probe {status.Probe} at {SafeText.OneLine(spec.Place)} for {Durations.OfSeconds(spec.Seconds)}; Ctrl-C removes it.");
        Changed(status);
    }

    public virtual void Changed(ProbeStatus status)
    {
        if ((status.State, status.Reason) != _told)
        {
            _told = (status.State, status.Reason);
            foreach (var line in StateText.Change(status))
            {
                context.Tell(line);
            }
        }

        // At once where it comes up while the probe runs; the summary says it again, with how often.
        if (!_errorTold && status.State != ProbeState.Removed && StateText.Error(status) is { } error)
        {
            _errorTold = true;
            context.Tell(error);
        }
    }

    /// <summary>Words for the person at the terminal, beside what is shown.</summary>
    public virtual void Tell(params IEnumerable<string> words)
    {
        foreach (var word in words)
        {
            context.Tell(word);
        }
    }

    /// <summary>The connection is lost; what was drawn stays as it is.</summary>
    public virtual void Interrupted()
    {
    }

    public virtual void Finish(ProbeStatus last)
    {
        foreach (var line in StateText.Summary(last))
        {
            context.Tell(line);
        }
    }
}
