using System.CommandLine;
using System.Text;
using Plumbline.Cli.Ledger;
using Plumbline.Cli.Rendering;
using Plumbline.Cli.Settings;
using Plumbline.Cli.Tax;
using Plumbline.Cli.Tax.Page;
using Plumbline.Ledger.Tax;

namespace Plumbline.Cli.Commands;

internal static class TaxCommand
{
    /// <param name="verbs">Makes the command.</param>
    /// <param name="open">Where the facts come from; null, and a word to the user, where there are none.</param>
    public static Command Build(VerbRunner verbs, Func<VerbContext, Task<TaxSource?>> open)
    {
        var since = new Option<string>("--since") { Description = "The window: 90d before the last event, or from a date such as 2026-01-01.", HelpName = "90d", DefaultValueFactory = _ => "90d" };
        var service = new Option<string?>("--service") { Description = "Only this service.", HelpName = "NAME" };
        var html = new Option<string?>("--html") { Description = "Write the whole report as one page that needs no network.", HelpName = "FILE" };
        return verbs.Verb(
            "tax",
            "Tell what code has cost after it shipped, by who wrote it.",
            context => RunAsync(context, open, context.Get(since)!, context.Get(service), context.Get(html)),
            since,
            service,
            html);
    }

    private static async Task<ExitCode> RunAsync(VerbContext context, Func<VerbContext, Task<TaxSource?>> open, string since, string? service, string? html)
    {
        using var source = await open(context).ConfigureAwait(false);
        if (source is null)
        {
            return ExitCode.Ok;
        }

        if (service is not null && !source.Facts.Changes.Any(change => change.Service == service) && !source.Facts.Incidents.Any(incident => incident.Service == service))
        {
            throw new UsageException($"The ledger has no service {service}.");
        }

        var from = LedgerOptions.Moment(since, source.Facts.Until);
        if (from >= (source.Facts.Until - DateTimeOffset.UnixEpoch).TotalMicroseconds)
        {
            throw new UsageException($"--since {since} is not before the last event, of {TaxWords.Day(source.Facts.Until)}.");
        }

        var report = TaxReport.Of(source.Facts, new TaxQuestion
        {
            From = DateTimeOffset.UnixEpoch.AddMicroseconds(from),
            Service = service,
            Evaluation = source.Evaluation,
            Rates = SettingsFile.Find(context.Terminal.Directory) is { } settings ? TaxSettings.From(SettingsFile.Load(settings)) : null,
        });
        Show(context, source, report, html);
        return ExitCode.Ok;
    }

    private static void Show(VerbContext context, TaxSource source, TaxReport report, string? html)
    {
        var names = source.Names([.. report.Costly.Select(change => change.Change)], [.. report.Costly.SelectMany(change => change.Incidents).Select(one => one.Incident).Distinct()]);
        if (html is not null)
        {
            Write(context, Path.Combine(context.Terminal.Directory, html), ReportPage.Of(report, names));
        }

        if (context.Json is not { } json)
        {
            TaxView.Write(context.Terminal, report, names);
            return;
        }

        foreach (var line in new TaxJson(report, names).Lines())
        {
            json.Write(line);
        }
    }

    /// <summary>A report is made again and again, so that one that is there is written over.</summary>
    private static void Write(VerbContext context, string file, string page)
    {
        try
        {
            File.WriteAllText(file, page, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file {file} can't be written: {e.Message}");
        }

        context.Tell($"The report is in {SafeText.OneLine(file)}.");
    }
}
