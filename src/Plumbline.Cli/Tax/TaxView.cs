using Plumbline.Cli.Origins;
using Plumbline.Cli.Rendering;
using Plumbline.Ledger.Tax;

namespace Plumbline.Cli.Tax;

/// <summary>A report for people at a terminal: what the page says, in short.</summary>
internal static class TaxView
{
    public static void Write(Terminal terminal, TaxReport report)
    {
        var palette = new Palette(terminal.Color);
        Say(TaxWords.Opening(report));
        terminal.Out.WriteLine();
        Say(TaxWords.Of(report.Finding, report));

        void Say(string text)
        {
            foreach (var line in WrappedText.Lines(text, terminal.Width))
            {
                terminal.Out.WriteLine(palette.Strong(line));
            }
        }
    }
}
