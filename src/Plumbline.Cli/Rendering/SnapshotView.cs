using Plumbline.Cli.Commands;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

internal sealed class SnapshotView(VerbContext context) : ProbeView(context)
{
    private readonly CaptureText _text = new(new Palette(context.Terminal.Color));

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
}
