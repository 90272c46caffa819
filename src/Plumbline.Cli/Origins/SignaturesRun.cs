using System.Globalization;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Cli.Settings;
using Plumbline.Origin.Signatures;

namespace Plumbline.Cli.Origins;

/// <summary><c>plumb origin signatures</c>: the table, with what plumbline.yml adds.</summary>
internal static class SignaturesRun
{
    private static readonly string[] s_heads = ["TOOL", "KIND", "PLACE", "PATTERN", "MODEL", "SINCE", "SOURCE"];

    public static ExitCode Run(VerbContext context, OriginQuery query)
    {
        var own = SettingsFile.Find(context.Terminal.Directory) is { } settings ? OriginSettings.From(SettingsFile.Load(settings)).Signatures : [];
        var lines = own.Concat(SignatureTable.All).Select(Line).ToList();
        if (context.Json is { } json)
        {
            lines.ForEach(json.Write);
        }
        else if (context.Get(query.Csv))
        {
            var csv = new Csv(context.Terminal.Out);
            csv.Row("id", "tool", "kind", "place", "pattern", "model", "since", "falseFrom", "falseTo", "source", "doubt");
            lines.ForEach(l => csv.Row(l.Id, l.Tool, l.SignatureKind, l.Place, l.Pattern, l.Model, l.Since, l.FalseFrom, l.FalseTo, l.Source, l.Doubt));
        }
        else
        {
            var rows = lines.Select(l => new[] { l.Tool, l.SignatureKind, l.Place, l.Pattern, l.Model, l.Since ?? "", l.Source }.Select(SafeText.OneLine).ToArray()).ToList();
            foreach (var row in Table.Lines(s_heads, rows))
            {
                context.Terminal.Out.WriteLine(row);
            }
        }

        return ExitCode.Ok;
    }

    private static OriginSignatureLine Line(Signature s) => new(
        s.Id,
        s.Tool,
        s.Kind == SignatureKind.PersonsEdits ? "persons-edits" : s.Kind.ToString().ToLowerInvariant(),
        string.Join('+', Places(s.Place)),
        s.Pattern,
        s.Model.ToString().ToLowerInvariant(),
        Day(s.Since),
        Day(s.False?.From),
        Day(s.False?.To),
        s.Source.ToString().ToLowerInvariant(),
        s.Doubt ?? s.False?.Reason,
        s.Examples,
        s.CounterExamples);

    private static IEnumerable<string> Places(MarkPlace place) =>
        new[] { (MarkPlace.Author, "author"), (MarkPlace.Committer, "committer"), (MarkPlace.CoAuthor, "co-author"), (MarkPlace.Line, "line") }.Where(p => (place & p.Item1) != 0).Select(p => p.Item2);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
