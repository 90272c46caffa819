using Plumbline.Cli.Commands;
using Plumbline.Cli.Origins;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

internal sealed class RecordingView(VerbContext context, FrameOrigins origins) : ProbeView(context)
{
    private readonly RecordingText _text = new(
        new Palette(context.Terminal.Color), context.Terminal.Width, new SourceTexts(text => context.Tell(SafeText.OneLine(text)))) { Origins = origins };

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

    public override void Finish(ProbeStatus last)
    {
        foreach (var line in LateOrigins.Lines(origins, new Palette(Terminal.Color)))
        {
            Terminal.Out.WriteLine(line);
        }

        base.Finish(last);
    }
}
