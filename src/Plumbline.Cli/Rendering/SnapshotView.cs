using Plumbline.Cli.Commands;
using Plumbline.Cli.Origins;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

internal sealed class SnapshotView(VerbContext context, FrameOrigins origins) : ProbeView(context)
{
    private readonly CaptureText _text = new(new Palette(context.Terminal.Color), origins);

    public override void Show(WireMessage message)
    {
        if (message is Captured captured)
        {
            foreach (var line in _text.Lines(captured))
            {
                Terminal.Out.WriteLine(line);
            }

            Terminal.Out.WriteLine();
        }
    }

    public override void Finish(ProbeStatus last)
    {
        foreach (var line in LateOrigins.Lines(origins, new Palette(Terminal.Color)))
        {
            Terminal.Out.WriteLine(line);
        }

        base.Finish(last);
    }
}
