using Plumbline.Cli.Commands;
using Plumbline.Cli.Json;
using Plumbline.Cli.Origins;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <param name="context">Where the verb runs.</param>
/// <param name="origins">Who wrote the lines that are hit.</param>
internal sealed class LogView(VerbContext context, FrameOrigins origins) : ProbeView(context)
{
    private readonly Palette _palette = new(context.Terminal.Color);

    public override void Show(WireMessage message)
    {
        if (message is Logged line)
        {
            var trace = line.TraceId is { } id ? _palette.Faint("  trace " + SafeText.OneLine(id)) : "";
            Terminal.Out.WriteLine($"{_palette.Faint(WireTime.Text(line.At)[11..23])}  {SafeText.OneLine(line.Text)}{trace}{origins.Text(line, _palette)}");
        }
    }

    public override void Finish(ProbeStatus last)
    {
        foreach (var line in LateOrigins.Lines(origins, _palette))
        {
            Terminal.Out.WriteLine(line);
        }

        base.Finish(last);
    }
}
