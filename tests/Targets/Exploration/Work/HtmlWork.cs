using System.Globalization;
using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Dom;

namespace Plumbline.Exploration.Work;

/// <summary>AngleSharp: broken HTML to a tree, selectors, changes, back to text.</summary>
internal static class HtmlWork
{
    public static void Run(TextWriter output)
    {
        var text = new StringBuilder("<!doctype html><title>T &amp; &eacute; &#x1F600;</title><body class='a b'><p>one<p>two<table><tr><td>x<b>misnested<i>tags</b></i>");
        for (var i = 0; i < 40; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<div id=d{i} class='c{i % 3}' data-n={i}><a href='/p?q={i}&r=1'>link {i}</a><!-- c --><input value=\"{i}\" {(i % 2 == 0 ? "disabled" : "")}><svg><path d='M0'/></svg></div>");
        }

        var document = new HtmlParser().ParseDocument(text.Append("<script>if (a < b) {}</script><form><select><option selected>1<option>2</select></form>").ToString());
        output.WriteLine(document.DocumentElement.OuterHtml);
        foreach (var selector in new[] { "div.c1 > a", "div:nth-child(3n+1)", "[data-n^='2']", "input:not([disabled])", "td b, td i", "div:has(svg) a:first-of-type", "body *:last-child" })
        {
            output.WriteLine($"{selector}: {string.Join(' ', document.QuerySelectorAll(selector).Select(e => e.LocalName + e.Id))}");
        }

        Change(output, document);
    }

    private static void Change(TextWriter output, IHtmlDocument document)
    {
        foreach (var link in document.Links.OfType<IHtmlAnchorElement>().Take(5))
        {
            link.TextContent = link.Text.ToUpperInvariant();
            link.SetAttribute("rel", link.Search);
            link.ClassList.Toggle("seen");
        }

        document.QuerySelector("#d7")?.Remove();
        document.Body!.InnerHtml += "<ul><li>1<li>2</ul>";
        using var pretty = new StringWriter();
        document.ToHtml(pretty, new PrettyMarkupFormatter());
        output.WriteLine(pretty);
        output.WriteLine(document.Body.TextContent.Length);
    }
}
