using Plumbline.Cli.Commands;
using Plumbline.Cli.Json;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

internal sealed class LogView(VerbContext context) : ProbeView(context)
{
    private readonly Palette _palette = new(context.Terminal.Color);

    public override void Show(WireMessage message)
    {
        if (message is Logged line)
        {
            var trace = line.TraceId is { } id ? _palette.Faint("  trace " + SafeText.OneLine(id)) : "";
            Terminal.Out.WriteLine($"{_palette.Faint(WireTime.Text(line.At)[11..23])}  {SafeText.OneLine(line.Text)}{trace}");
        }
    }
}
