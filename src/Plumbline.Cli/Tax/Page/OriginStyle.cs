using Plumbline.Origin;

namespace Plumbline.Cli.Tax.Page;

/// <summary>How an origin looks in every chart: a colour, a mark and a kind of line, so that none has to be told by colour alone.</summary>
internal static class OriginStyle
{
    public static string Class(OriginClass? origin) => origin switch
    {
        OriginClass.Ai => "ai",
        OriginClass.Mixed => "mixed",
        OriginClass.Human => "human",
        OriginClass.Unknown => "unknown",
        _ => "none",
    };

    /// <summary>A mark with its centre at a place: circle, diamond, square, and a ring for what nobody knows.</summary>
    public static Markup Mark(OriginClass? origin, double x, double y, double size = 5) => origin switch
    {
        OriginClass.Ai => Markup.Of($"<circle class=\"mark ai\" cx=\"{x}\" cy=\"{y}\" r=\"{size}\"/>"),
        OriginClass.Human => Markup.Of($"<rect class=\"mark human\" x=\"{x - (size * 0.9)}\" y=\"{y - (size * 0.9)}\" width=\"{size * 1.8}\" height=\"{size * 1.8}\"/>"),
        OriginClass.Mixed => Markup.Of($"<path class=\"mark mixed\" d=\"M{x} {y - (size * 1.25)}L{x + (size * 1.25)} {y}L{x} {y + (size * 1.25)}L{x - (size * 1.25)} {y}Z\"/>"),
        OriginClass.Unknown => Markup.Of($"<circle class=\"mark unknown\" cx=\"{x}\" cy=\"{y}\" r=\"{size * 0.9}\"/>"),
        _ => Markup.Of($"<path class=\"mark none\" d=\"M{x - size} {y}H{x + size}M{x} {y - size}V{y + size}\"/>"),
    };

    /// <summary>The mark beside a word of running text or of a table.</summary>
    public static Markup Key(OriginClass? origin) => Markup.Of($"<svg class=\"key\" viewBox=\"0 0 14 14\" width=\"14\" height=\"14\" aria-hidden=\"true\">{Mark(origin, 7, 7, 4.6)}</svg>");
}
