using Plumbline.Cli.Origins;
using Plumbline.Cli.Rendering;
using Plumbline.Ledger.Tax;
using Plumbline.Origin;

namespace Plumbline.Cli.Tax;

/// <summary>A report for people at a terminal: what the page says, in short, and in tables only as wide as it is.</summary>
internal sealed class TaxView
{
    private const int MostRows = 5;

    private readonly TextWriter _output;
    private readonly Palette _palette;
    private readonly int _width;
    private readonly TaxReport _report;

    private TaxView(Terminal terminal, TaxReport report) =>
        (_output, _palette, _width, _report) = (terminal.Out, new Palette(terminal.Color), terminal.Width, report);

    public static void Write(Terminal terminal, TaxReport report, TaxNames names)
    {
        var view = new TaxView(terminal, report);
        view.Say(TaxWords.Opening(report), view._palette.Strong);
        view._output.WriteLine();
        view.Say(TaxWords.Of(report.Finding, report));
        view.Origins();
        view.Proxies();
        view.Sections();
        view.Goes();
        view.Costly(names);
        view.Foot();
    }

    private void Say(string text, Func<string, string>? colour = null, string indent = "")
    {
        foreach (var line in WrappedText.Lines(text, _width, indent))
        {
            _output.WriteLine(colour?.Invoke(line) ?? line);
        }
    }

    private void Origins()
    {
        _output.WriteLine();
        Rows(["ORIGIN", "NEEDED DEBUGGING", "FOR 100 CHANGES", "FOR 1,000 DAYS", "FOR 1,000 LINES"], _report.Origins.Where(figures => figures.Shipped > 0).Select(figures => new[]
        {
            TaxWords.Origin(figures.Origin),
            Share(figures.Debugged),
            Rate(figures.PerChange),
            Rate(figures.PerDay),
            Rate(figures.PerLine),
        }));
    }

    private void Proxies()
    {
        if (CoverageWords.Proxies(_report.Coverage) is { Length: > 0 } proxies)
        {
            _output.WriteLine();
            Say(proxies, _palette.Warning);
        }
    }

    private void Sections()
    {
        (string Title, string Text)[] sections =
        [
            ("How soon (M2)", SectionWords.Curves(_report)),
            ("Rates (M1)", SectionWords.Rates(_report)),
            ("Debugging tax (M12)", SectionWords.Tax(_report)),
            ("Time to restore (M4)", SectionWords.Restoring(_report)),
            ("Redeploys a fix takes (M6)", SectionWords.Cycles(_report.Cycles)),
            ("Rework, reverts (M8, M9, M10b)", SectionWords.Upkeep(_report)),
            ("Deployments (M3, M5, M7)", SectionWords.Delivery(_report.Delivery.All)),
            ("Where the time goes (M11)", SectionWords.Work(_report.Work)),
        ];
        foreach (var (title, text) in sections)
        {
            _output.WriteLine();
            _output.WriteLine(_palette.Strong(title));
            Say(text, indent: "  ");
        }
    }

    /// <summary>The first groups by service and by tool; the page has the others.</summary>
    private void Goes()
    {
        foreach (var driver in _report.Drivers.Where(driver => driver.Rows.Count > 1).Take(2))
        {
            _output.WriteLine();
            Rows(
                [driver.Name.ToUpperInvariant(), "FIRST INCIDENTS FOR 1,000 DAYS", "AI-WRITTEN", "HUMAN", "CHANGES"],
                driver.Rows.Take(MostRows).Select(row => new[] { OriginText.Cut(TaxWords.Service(row.Name), 24), Rate(row.All), Rate(row.Ai), Rate(row.Human), TaxWords.Number(row.Changes) }));
        }
    }

    private void Costly(TaxNames names)
    {
        if (_report.Costly.Count == 0)
        {
            return;
        }

        _output.WriteLine();
        var key = Math.Clamp(_width / 3, 10, 40);
        Rows(["COST MOST", "HOURS", "DOWN", "ORIGIN", "INCIDENTS"], _report.Costly.Take(MostRows).Select(change => new[]
        {
            OriginText.Cut(names.Change(change.Change).Short, key),
            TaxWords.Digits(change.Hours.All),
            SectionWords.Hours(change.Down),
            TaxWords.Origin(change.Origin),
            OriginText.Cut(string.Join(", ", change.Incidents.Select(one => names.Incident(one.Incident).Short)), key),
        }));
    }

    private void Foot()
    {
        _output.WriteLine();
        var coverage = _report.Coverage;
        Say($"Rests on: {CoverageWords.Of(coverage)}; incidents {CoverageWords.Verdicts(coverage)}.", _palette.Faint);
        var scope = _report.Question.Service is { } service ? $"service {service}" : "all services";
        Say($"{TaxWords.Window(_report.Stamp)}, {scope}, definitions {_report.Stamp.Version} (docs/tax.md); intervals 95 %; what went together, not why. --html writes the whole report.", _palette.Faint);
    }

    /// <summary>As many columns as there is room for, two at least; the name of an origin has its colour.</summary>
    private void Rows(string[] heads, IEnumerable<string[]> cells)
    {
        var rows = cells.ToList();
        var count = heads.Length;
        List<string> lines;
        do
        {
            lines = [.. Table.Lines(heads[..count], rows.ConvertAll(row => row[..count]))];
            count--;
        }
        while (count > 1 && lines.Exists(line => Columns.Of(line) > _width));

        foreach (var line in lines.Select(line => Columns.Cut(line, _width)))
        {
            var named = OriginOrder.All.Where(origin => line.StartsWith(TaxWords.Origin(origin) + " ", StringComparison.Ordinal)).ToList();
            _output.WriteLine(named is [var origin] ? OriginText.Colored(_palette, origin, TaxWords.Origin(origin)) + line[TaxWords.Origin(origin).Length..] : line);
        }
    }

    private static string Share(Figure share) =>
        $"{TaxWords.Number(share.Count)} of {TaxWords.Number(share.Of)}{(share.IsTold ? $", {TaxWords.Percent(share.Value)} ({TaxWords.Percents(share.Interval)})" : ", too few")}";

    private static string Rate(Figure rate) => rate.IsTold ? $"{TaxWords.Digits(rate.Value)} ({TaxWords.Digits(rate.Interval)})" : "too few";
}
