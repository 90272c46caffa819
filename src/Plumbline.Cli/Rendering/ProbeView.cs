using Plumbline.Cli.Commands;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>Shows one probe: its data, and what becomes of it.</summary>
internal abstract class ProbeView(VerbContext context)
{
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
        foreach (var line in StateText.Change(status))
        {
            context.Tell(line);
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
