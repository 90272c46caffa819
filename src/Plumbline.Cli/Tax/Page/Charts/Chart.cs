using Plumbline.Cli.Tax.Page;

namespace Plumbline.Cli.Tax.Page.Charts;

/// <summary>
/// A picture in two widths, of which the style sheet shows one: letters in a drawing shrink with it, and on a phone nobody could read those of
/// the wide one.
/// </summary>
internal static class Chart
{
    public const double Wide = 720;
    public const double Narrow = 328;

    /// <param name="id">Unique on the page.</param>
    /// <param name="title">What is seen, in a few words.</param>
    /// <param name="told">What it shows, for who can't see it.</param>
    /// <param name="draw">Draws it in a width, and says how high it became.</param>
    public static Markup Of(string id, string title, string told, Func<double, (double Height, Markup Drawing)> draw)
    {
        return Markup.Of($"<div class=\"chart\">{Sized("wide", Wide)}{Sized("narrow", Narrow)}</div>\n");

        Markup Sized(string size, double width)
        {
            var (height, drawing) = draw(width);
            var name = $"{id}-{size}";
            return Markup.Of($"<svg class=\"{size}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{name}-t {name}-d\"><title id=\"{name}-t\">{title}</title><desc id=\"{name}-d\">{told}</desc>{drawing}</svg>");
        }
    }
}
