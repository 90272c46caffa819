using Plumbline.Ledger.Tax;

namespace Plumbline.Cli.Tax.Page;

/// <summary>The changes that cost most, each with where to look.</summary>
internal static class CostlySection
{
    private const int MostIncidents = 3;

    public static Markup Of(TaxReport report, TaxNames names)
    {
        var main = report.Costly.Count == 0
            ? PageParts.Say("No incident is attributed to a change of the window.")
            : Markup.Of($"""
                {PageParts.Table("Changes of the window by hours on their incidents", ["change", "debugging", "down", "deployments", "incidents"], report.Costly.Select(change => Row(change, names)))}
                <p class="fine">Hours by the weight of the change in each incident. <code>plumb incident</code> shows the evidence, and takes a person's verdict.</p>
                """);
        return PageParts.Section(report, "costly", "What cost most", ["M12"], main);
    }

    private static Markup[] Row(CostlyChange change, TaxNames names)
    {
        var name = names.Change(change.Change);
        var incidents = change.Incidents.Take(MostIncidents).Select(one => Markup.Of($"{Link(names.Incident(one.Incident))}<small>{CoverageWords.Word(one.Verdict)}, weight {TaxWords.Digits(one.Weight)}</small>"));
        var left = change.Incidents.Count > MostIncidents ? Markup.Of($"<small>and {change.Incidents.Count - MostIncidents} more</small>") : Markup.None;
        return
        [
            Markup.Of($"{OriginStyle.Key(change.Origin)}{Link(name)}<small class=\"wrap\">{name.Title}</small><small class=\"wrap\">{string.Join(", ", new[] { change.Service, TaxWords.Day(change.Shipped), change.Tool }.Where(part => part.Length > 0))}</small>"),
            PageParts.Cell($"{TaxWords.Digits(change.Hours.All)} h", $"{TaxWords.Digits(change.Hours.Measured)} measured"),
            PageParts.Cell(SectionWords.Hours(change.Down)),
            PageParts.Cell(TaxWords.Number(change.Redeploys)),
            Markup.Of($"{incidents}{left}"),
        ];
    }

    /// <summary>SAFETY: an address from an event becomes a link only if it leads to a web page.</summary>
    private static Markup Link(TaxName name) =>
        Uri.TryCreate(name.Url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? Markup.Of($"<a href=\"{address.AbsoluteUri}\" rel=\"noreferrer noopener\"><code>{name.Short}</code></a>")
            : Markup.Of($"<code>{name.Short}</code>");
}
