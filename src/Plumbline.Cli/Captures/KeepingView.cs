using Plumbline.Cli.Commands;
using Plumbline.Cli.Rendering;
using Plumbline.Wire;

namespace Plumbline.Cli.Captures;

/// <summary>Shows a probe as another view does, and keeps what it sends.</summary>
internal sealed class KeepingView(VerbContext context, ProbeView inner, CaptureKeeper keeper) : ProbeView(context)
{
    public override void Show(WireMessage message)
    {
        keeper.Keep(message);
        inner.Show(message);
    }

    public override void Placed(ProbeStatus status, ProbeSpec spec) => inner.Placed(status, spec);

    public override void Changed(ProbeStatus status) => inner.Changed(status);

    public override void Tell(params IEnumerable<string> words) => inner.Tell(words);

    public override void Interrupted() => inner.Interrupted();

    public override void Finish(ProbeStatus last) => inner.Finish(last);
}
