using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Cli.Tax;
using Plumbline.Cli.Tax.Page;
using Plumbline.Ledger.Tax;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Tax;

public sealed partial class ReportPageTests
{
    private const string Hostile = "</svg><script>alert(1)</script>\" onload='x' &amp; \u001b[2J\u202Egpj.exe\0";

    private static readonly string[] s_void = ["meta", "br", "hr", "img", "input", "link"];

    [Fact]
    public void Page_NeedsNothingElse()
    {
        var page = Page(SampleFacts.Report(), TaxNames.None);

        page.ShouldNotContain("<script");
        page.ShouldNotContain("<link");
        page.ShouldNotContain("<img");
        page.ShouldNotContain("@import");
        page.ShouldNotContain("url(");
        page.ShouldNotContain("style=");
        page.ShouldNotContain("http://");
        page.ShouldNotContain("https://");
    }

    [Fact]
    public void Page_ItsPolicy_LetsInItsStyleSheetAndNothingElse()
    {
        var page = Page(SampleFacts.Report(), TaxNames.None);

        var style = Between(page, "<style>", "</style>");
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Between(page, "Content-Security-Policy\" content=\"", "\"").ShouldBe($"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Hostile)]
    public void Page_EveryElement_IsClosed(string? service)
    {
        var page = Page(SampleFacts.Report(service), Names(Hostile, null));

        var open = new Stack<string>();
        foreach (Match tag in Tag().Matches(page[page.IndexOf("<html", StringComparison.Ordinal)..].Replace(Between(page, "<style>", "</style>"), "", StringComparison.Ordinal)))
        {
            var name = tag.Groups["name"].Value;
            if (tag.Groups["end"].Length > 0)
            {
                open.Pop().ShouldBe(name);
            }
            else if (tag.Groups["alone"].Length == 0 && !s_void.Contains(name))
            {
                open.Push(name);
            }
        }

        open.ShouldBeEmpty();
    }

    [Fact]
    public void Page_Ids_AreUniqueAndMeantByTheirPictures()
    {
        var page = Page(SampleFacts.Report(), TaxNames.None);

        var ids = Id().Matches(page).Select(match => match.Groups[1].Value).ToList();
        ids.ShouldBeUnique();
        var pictures = Picture().Matches(page);
        pictures.Count.ShouldBeGreaterThan(16);
        foreach (var told in pictures.SelectMany(picture => picture.Groups[1].Value.Split(' ')))
        {
            ids.ShouldContain(told);
        }

        Regex.Count(page, "<desc [^>]*></desc>").ShouldBe(0);
    }

    [Fact]
    public void Page_HostileTexts_StayTexts()
    {
        var page = Page(SampleFacts.Report(Hostile), Names(Hostile, "javascript:alert(1)"));

        page.ShouldNotContain("<script");
        page.ShouldNotContain("javascript:");
        page.ShouldNotContain("onload='");
        page.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        page.Where(letter => char.IsControl(letter) && letter != '\n').ShouldBeEmpty();
        page.ShouldNotContain("\u202E");
    }

    [Fact]
    public void Page_AddressOfAWebPage_BecomesALink()
    {
        var page = Page(SampleFacts.Report(), Names("Round \"it\"", "https://example.com/a?b=\"><i>"));

        page.ShouldContain("<a href=\"https://example.com/a?b=%22%3E%3Ci%3E\" rel=\"noreferrer noopener\">");
    }

    [Fact]
    public void Page_OfAnEmptyLedger_IsWholeAndSaysSo()
    {
        var page = Page(TaxReport.Of(new TaxFacts().Facts(), new TaxQuestion { From = TaxFacts.Start }), TaxNames.None);

        page.ShouldContain("No change reached production in the 90 days");
        page.ShouldEndWith("</html>\n");
        page.ShouldNotContain("NaN");
    }

    [Fact]
    public void Page_EverySection_SaysWhatItsFiguresMeanAndRestOn()
    {
        var page = Page(SampleFacts.Report(), TaxNames.None);

        for (var metric = 1; metric <= 13; metric++)
        {
            page.ShouldContain($"<span class=\"id\">M{metric}</span>");
        }

        foreach (var section in page.Split("<section ")[1..])
        {
            section.ShouldContain("definitions 1; origin known for");
            section.ShouldContain("2026-01-01 to 2026-05-31");
        }
    }

    [Fact]
    public void Page_TagsForDeployments_AreSaidToBeProxies()
    {
        var facts = SampleFacts.Of();
        var proxied = facts with { Changes = [.. facts.Changes.Select((change, i) => change with { IsProxy = i < 7 })] };

        Page(TaxReport.Of(proxied, new TaxQuestion { From = TaxFacts.Start }), TaxNames.None).ShouldContain("For 7 of 300 changes a tag or a release stands in");
        Page(SampleFacts.Report(), TaxNames.None).ShouldNotContain("stands in");
    }

    [Fact]
    public void Page_Coordinates_AreNumbers()
    {
        var page = Page(SampleFacts.Report(), TaxNames.None);

        page.ShouldNotContain("NaN");
        page.ShouldNotContain("∞V");
        Coordinates().Matches(page).Select(match => match.Groups[1].Value).ShouldAllBe(value => double.Parse(value, System.Globalization.CultureInfo.InvariantCulture) < 2000);
    }

    private static string Page(TaxReport report, TaxNames names) => ReportPage.Of(report, names);

    private static TaxNames Names(string title, string? url) => new(
        Enumerable.Range(1, 500).ToDictionary(id => (long)id, id => new TaxName($"octo/shop#{id} {title}", title, url)),
        Enumerable.Range(1, 500).ToDictionary(id => (long)id, id => new TaxName($"incident {id} {title}", title, url)));

    private static string Between(string text, string from, string to)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal) + from.Length;
        return text[start..text.IndexOf(to, start, StringComparison.Ordinal)];
    }

    [GeneratedRegex("<(?<end>/)?(?<name>[a-z0-9]+)(?:\\s[^<>]*?)?(?<alone>/)?>")]
    private static partial Regex Tag();

    [GeneratedRegex(" id=\"([^\"]+)\"")]
    private static partial Regex Id();

    [GeneratedRegex("role=\"img\" aria-labelledby=\"([^\"]+)\"")]
    private static partial Regex Picture();

    [GeneratedRegex(" (?:x|y|cx|cy|width|height)=\"([^\"]+)\"")]
    private static partial Regex Coordinates();
}
