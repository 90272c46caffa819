using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;

namespace Plumbline.Cli.Ledger;

/// <summary>Incidents for people. SAFETY: titles, keys and words come from outside; each goes through <see cref="SafeText"/>.</summary>
internal sealed class IncidentView(Palette palette)
{
    private const int TitleWidth = 60;

    /// <summary>One line each.</summary>
    public static IEnumerable<string> Table(IReadOnlyList<IncidentLine> incidents) => Rendering.Table.Lines(
        ["DETECTED", "LASTED", "INCIDENT", "SERVICE", "CAUSED BY", "TITLE"],
        [.. incidents.Select(one => new[] { Moment(one.Detected), Lasted(one), SafeText.OneLine(one.Id), SafeText.OneLine(one.Service), Cause(one), Columns.Cut(SafeText.OneLine(one.Title), TitleWidth) })]);

    public IEnumerable<string> Lines(IncidentStoryLine story)
    {
        var one = story.Incident;
        yield return $"{palette.Strong(SafeText.OneLine(one.Title.Length > 0 ? one.Title : one.Id))}";
        string?[] facts = [one.Id, one.Service, one.Severity, $"cause {one.Cause}", one.Excluded is { } excluded ? $"not counted: {excluded}" : null];
        yield return palette.Faint(string.Join(" · ", facts.Where(fact => fact is { Length: > 0 }).Select(fact => SafeText.OneLine(fact!))));
        if (one.Note is { } note)
        {
            yield return SafeText.OneLine(note);
        }

        yield return "";
        foreach (var line in Rendering.Table.Lines(["WHEN", "WHAT", "BY"], [.. story.Timeline.Select(moment => new[] { Moment(moment.At), moment.What, By(moment) })]))
        {
            yield return line;
        }

        foreach (var line in Blames(one).Concat(Evidence(story)).Concat(Decisions(story)))
        {
            yield return line;
        }
    }

    private IEnumerable<string> Blames(IncidentLine one)
    {
        yield return "";
        if (one.Blames.Length == 0)
        {
            yield return "Attributed to nothing: no evidence names a change.";
            yield break;
        }

        yield return palette.Strong("Attributed to");
        foreach (var blame in one.Blames)
        {
            var tool = blame.Tool is { } named ? " " + SafeText.OneLine(named) : "";
            yield return $"  {blame.Verdict,-9} {LedgerWords.Percent(blame.Weight),5}  {SafeText.OneLine(blame.Change)}  {palette.Value(blame.Origin + tool)}  {SafeText.OneLine(blame.Title)}";
        }

        if (1 - one.Blames.Sum(blame => blame.Weight) is > 0.005 and var rest)
        {
            yield return palette.Faint($"  {"nobody",-9} {LedgerWords.Percent(rest),5}  what no evidence names");
        }

        if ((one.Deployment ?? one.Suspect) is { } deployment)
        {
            yield return $"  {(one.Deployment is null ? "It may be the failure of" : "It is the failure of")} {SafeText.OneLine(deployment)}";
        }
    }

    private IEnumerable<string> Evidence(IncidentStoryLine story)
    {
        if (story.Evidence.Length == 0)
        {
            yield break;
        }

        yield return "";
        yield return palette.Strong("Evidence");
        foreach (var one in story.Evidence)
        {
            var about = one.Change ?? one.Deployment;
            yield return $"  {one.Step,-8} {one.Verdict,-9} {(about is null ? "" : SafeText.OneLine(about) + ": ")}{SafeText.OneLine(one.Words)}";
        }
    }

    private IEnumerable<string> Decisions(IncidentStoryLine story)
    {
        if (story.Decisions.Length == 0)
        {
            yield break;
        }

        yield return "";
        yield return palette.Strong("Decisions");
        foreach (var one in story.Decisions)
        {
            yield return $"  {Moment(one.At)}  {SafeText.OneLine(one.Who)}  {one.Decision}{(one.Subject is { } subject ? " " + SafeText.OneLine(subject) : "")}{(one.Words is { } words ? ": " + SafeText.OneLine(words) : "")}";
        }
    }

    private static string By(MomentLine moment) => string.Join(": ", new[] { moment.Deployment, moment.Words }.OfType<string>().Select(SafeText.OneLine));

    private static string Moment(string wire) => wire[..19].Replace('T', ' ');

    private static string Lasted(IncidentLine one)
    {
        if (one.Restored is not { } restored)
        {
            return one.Note is null || one.Excluded is not null ? "open" : "?";
        }

        const System.Globalization.DateTimeStyles Round = System.Globalization.DateTimeStyles.RoundtripKind;
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        var span = DateTimeOffset.Parse(restored, culture, Round) - DateTimeOffset.Parse(one.Detected, culture, Round);
        return span.TotalHours < 1 ? string.Create(culture, $"{span.TotalMinutes:0} min") : span.TotalDays < 2 ? string.Create(culture, $"{span.TotalHours:0.0} h") : string.Create(culture, $"{span.TotalDays:0.0} d");
    }

    private static string Cause(IncidentLine one)
    {
        if (one.Excluded is { } excluded)
        {
            return $"({excluded})";
        }

        return one.Blames.FirstOrDefault(blame => blame.Weight > 0) is { } first
            ? $"{first.Verdict} {first.Origin} {LedgerWords.Percent(first.Weight)}{(one.Blames.Count(blame => blame.Weight > 0) is > 1 and var many ? $" of {many}" : "")}"
            : "nothing known";
    }
}
