using System.Globalization;

namespace Plumbline.Cli.Sources;

/// <summary><c>Orders.cs</c>, <c>Orders.cs:42</c>, <c>Orders.cs:40-60</c>.</summary>
/// <param name="From">1-based; 0 for the start of the file.</param>
/// <param name="To">Inclusive; 0 for its end.</param>
internal sealed record LineRange(string File, int From, int To)
{
    public bool IsWhole => From == 0;

    public static LineRange Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 0)
        {
            return new LineRange(text, 0, 0);
        }

        var dash = text.IndexOf('-', colon);
        var from = Number(dash < 0 ? text[(colon + 1)..] : text[(colon + 1)..dash]);
        var to = dash < 0 ? from : Number(text[(dash + 1)..]);
        return from is null || to is null || to < from || colon == 0
            ? throw new UsageException($"'{text}' is not FILE, FILE:LINE or FILE:FROM-TO.")
            : new LineRange(text[..colon], from.Value, to.Value);
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
