using System.Security.Cryptography;
using System.Text;
using Plumbline.Ledger.Tax;

namespace Plumbline.Cli.Tax.Page;

/// <summary>
/// A report as one page that needs nothing else: no script, no font, no network. The policy in its head forbids all of that, and lets in its
/// one style sheet by its hash.
/// </summary>
internal static class ReportPage
{
    private static readonly Lazy<string> s_style = new(ReadStyle);

    public static string Of(TaxReport report, TaxNames names)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(s_style.Value)));
        var scope = report.Question.Service is { } service ? $"service {service}" : "all services";
        var page = Markup.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{Markup.Own(hash)}'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>Debugging tax, {scope}, {TaxWords.Window(report.Stamp)}</title>
            <style>{Markup.Own(s_style.Value)}</style>
            </head>
            <body><div class="sheet">
            <header class="masthead"><h1>The debugging tax</h1><span>{scope}</span><span>{TaxWords.Window(report.Stamp)}</span></header>
            <main>
            {Sections(report, names)}</main>
            {Foot(report)}
            </div></body>
            </html>

            """);
        return page.ToString();
    }

    private static IEnumerable<Markup> Sections(TaxReport report, TaxNames names)
    {
        yield return HeadlineSection.Of(report);
        yield return CurvesSection.Of(report);
        yield return RatesSection.Of(report);
        yield return DebuggingSection.Of(report);
        yield return RestoreSection.Of(report);
        yield return CyclesSection.Of(report);
        yield return UpkeepSection.Of(report);
        yield return DeliverySection.Of(report);
        yield return WorkSection.Of(report);
        yield return DriversSection.Of(report);
        yield return CostlySection.Of(report, names);
        yield return CoverageSection.Of(report);
    }

    private static Markup Foot(TaxReport report) => Markup.Of($"""
        <footer class="fine"><p>Made by <code>plumb tax</code> from events until {report.Stamp.Until.UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)} UTC. Definitions, version {report.Stamp.Version}; seed of what is drawn {report.Stamp.Seed}. Intervals are 95 %. Everything here says what went together in what was observed; nothing says why.</p></footer>
        """);

    private static string ReadStyle()
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css") ?? throw new InvalidOperationException("The style sheet is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
