using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Plumbline.Cli.Rendering;

namespace Plumbline.Cli.Tax.Page;

/// <summary>
/// Text that is HTML already. SAFETY: the only way to make one is from a literal whose holes are escaped, so no title, name or currency reaches
/// a page unescaped by being forgotten. Control characters and such are written out as in a terminal.
/// </summary>
internal readonly record struct Markup
{
    private readonly string? _text;

    private Markup(string text) => _text = text;

    public static Markup None => default;

    public static Markup Of(ref MarkupHandler text) => new(text.ToString());

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts));

    /// <summary>A style sheet or another text of our own that is no HTML to be escaped.</summary>
    public static Markup Own(string text) => new(text);

    public override string ToString() => _text ?? "";
}

/// <summary>Builds <see cref="Markup"/> from an interpolated text.</summary>
[InterpolatedStringHandler]
internal ref struct MarkupHandler
{
    private readonly StringBuilder _text;

    public MarkupHandler(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (16 * formattedCount));

    public readonly void AppendLiteral(string text) => _text.Append(text);

    public readonly void AppendFormatted(Markup markup) => _text.Append(markup.ToString());

    public readonly void AppendFormatted(IEnumerable<Markup> parts)
    {
        foreach (var part in parts)
        {
            _text.Append(part.ToString());
        }
    }

    public readonly void AppendFormatted(string? text)
    {
        foreach (var letter in SafeText.OneLine(text ?? ""))
        {
            _ = letter switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),
                _ => _text.Append(letter),
            };
        }
    }

    /// <summary>Numbers, for coordinates: two decimals, always with a point.</summary>
    public readonly void AppendFormatted(double value) => _text.Append(value.ToString("0.##", CultureInfo.InvariantCulture));

    public readonly void AppendFormatted(int value) => _text.Append(value.ToString(CultureInfo.InvariantCulture));

    public override readonly string ToString() => _text.ToString();
}
