using Plumbline.Ledger.Tax;
using Plumbline.Origin;
using Plumbline.Statistics;

namespace Plumbline.Cli.Tax.Page;

/// <summary>What every section of the page has.</summary>
internal static class PageParts
{
    /// <summary>A section with what its figures mean beside it.</summary>
    /// <param name="id">Of the section on the page.</param>
    /// <param name="metrics">M1 to M13: their definitions stand at the side.</param>
    public static Markup Section(TaxReport report, string id, string title, string[] metrics, Markup main)
    {
        var notes = metrics.Select(metric => Markup.Of($"<p><span class=\"id\">{metric}</span> {Definitions.Of(metric)}</p>"));
        return Markup.Of($"""
            <section id="{id}" aria-labelledby="{id}-h">
            <h2 id="{id}-h">{title}</h2>
            <div class="main">{main}</div>
            <div class="notes">{notes}<p>{TaxWords.Window(report.Stamp)}; definitions {report.Stamp.Version}; {CoverageWords.Of(report.Coverage)}.</p></div>
            </section>

            """);
    }

    public static Markup Say(string text) => Markup.Of($"<p class=\"say\">{Unbroken(text)}</p>");

    public static Markup Fine(string text) => Markup.Of($"<p class=\"fine\">{Unbroken(text)}</p>");

    /// <summary>A table; the first cell of a row names it. On a phone each row is a block of its own, with the heads beside its cells.</summary>
    public static Markup Table(string caption, string[] heads, IEnumerable<Markup[]> rows)
    {
        var head = heads.Select(text => Markup.Of($"<th scope=\"col\">{text}</th>"));
        var body = rows.Select(cells => Markup.Of($"<tr><th scope=\"row\">{cells[0]}</th>{cells.Skip(1).Select((cell, i) => Markup.Of($"<td data-head=\"{heads[i + 1]}\">{cell}</td>"))}</tr>\n"));
        return Markup.Of($"<div class=\"scroll\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\"><table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table></div>\n");
    }

    public static Markup Cell(string text) => Markup.Of($"{text}");

    public static Markup Cell(string text, string small) => Markup.Of($"{text}<small>{small}</small>");

    /// <summary>An origin with its mark, as it names a row.</summary>
    public static Markup Origin(OriginClass? origin, string name) => Markup.Of($"<span class=\"nb\">{OriginStyle.Key(origin)}{name}</span>");

    /// <summary>A rate or a number with its interval; the counts where it is not told.</summary>
    public static Markup Cell(Figure figure) => figure.IsTold
        ? Cell(TaxWords.Digits(figure.Value), TaxWords.Digits(figure.Interval))
        : Cell("–", "too few");

    /// <summary>A share in percent with its interval and counts.</summary>
    public static Markup Share(Figure figure) => figure.IsTold
        ? Cell(TaxWords.Percent(figure.Value), $"{TaxWords.Percents(figure.Interval)}, {TaxWords.Number(figure.Count)} of {TaxWords.Number(figure.Of)}")
        : Cell("–", $"{TaxWords.Number(figure.Count)} of {TaxWords.Number(figure.Of)}, too few");

    /// <summary>What stands in brackets is not broken over lines: an interval in two halves can't be read.</summary>
    public static Markup Unbroken(string text)
    {
        var parts = new List<Markup>();
        for (var at = 0; at < text.Length;)
        {
            var (open, close) = (text.IndexOf('(', at), -1);
            close = open < 0 ? -1 : text.IndexOf(')', open);
            if (close < 0 || close - open > 40)
            {
                parts.Add(Markup.Of($"{text[at..]}"));
                break;
            }

            parts.Add(Markup.Of($"{text[at..open]}<span class=\"nb\">{text[open..(close + 1)]}</span>"));
            at = close + 1;
        }

        return Markup.Join(parts);
    }

    public static string Ratio(double value, Interval interval) => double.IsNaN(value) ? "not told" : $"{TaxWords.Digits(value)} ({TaxWords.Digits(interval)})";
}
