using Plumbline.Cli.Commands;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

internal sealed class RecordingView(VerbContext context) : ProbeView(context)
{
    private readonly RecordingText _text = new(
        new Palette(context.Terminal.Color), context.Terminal.Width, new SourceTexts(text => context.Tell(SafeText.OneLine(text))));

    public override void Show(WireMessage message)
    {
        if (message is Recorded recorded)
        {
            foreach (var line in _text.Lines(recorded))
            {
                Terminal.Out.WriteLine(line);
            }

            Terminal.Out.WriteLine();
        }
    }
}
