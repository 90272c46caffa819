using System.Globalization;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Origin;

namespace Plumbline.Cli.Origins;

/// <summary>The story of one line for people.</summary>
internal static class WhyView
{
    public static void Write(VerbContext context, OriginWhyLine line)
    {
        var output = context.Terminal.Out;
        var palette = new Palette(context.Terminal.Color);
        var origin = Enum.Parse<OriginClass>(line.Class, ignoreCase: true);
        output.WriteLine(palette.Faint($"{SafeText.OneLine(line.File)}:{line.Line}"));
        output.WriteLine("  " + SafeText.OneLine(line.Text.Replace("\t", "    ", StringComparison.Ordinal)));
        output.WriteLine();
        var tool = OriginText.ToolAndModel(line.Tool, line.Model);
        var sure = line.Confidence > 0 ? string.Create(CultureInfo.InvariantCulture, $"  confidence {line.Confidence * 100:0} %") : "";
        output.WriteLine($"{OriginText.Colored(palette, origin, line.Class)}{(tool.Length > 0 ? "  " + tool : "")}{sure}{(line.Apart is { } apart ? $"  ({apart}: not counted)" : "")}");
        foreach (var step in line.Steps)
        {
            output.WriteLine("  " + SafeText.OneLine(step));
        }

        output.WriteLine();
        output.WriteLine($"origin    {line.Commit[..9]}  {line.At[..10]}  {SafeText.OneLine(line.Author)}");
        output.WriteLine($"          {SafeText.OneLine(line.Subject)}");
        output.WriteLine($"          {SafeText.OneLine(line.OriginFile)}:{line.OriginLine}");
        foreach (var note in line.Notes.Where(note => note.Replaced is null))
        {
            output.WriteLine($"          {NoteText(note)}");
        }

        WriteEvidence(output, palette, line);
        WriteReplaced(output, palette, line);
    }

    private static string NoteText(OriginNoteLine note) => note.Note switch
    {
        "via-squash" => $"inside pull request #{note.Number}, which {note.Commit[..9]} merged as one commit",
        "boundary" => "the history of this clone begins here",
        "ignored" => $"carried through {note.Commit[..9]}, a sweep over many lines",
        "restored" => $"brought back by the revert {note.Commit[..9]}",
        "cherry-picked" => $"cherry-picked by {note.Commit[..9]}",
        _ => $"{note.Note} by {note.Commit[..9]}, {SafeText.OneLine(note.Author)}{(note.Tool is { } tool ? $", with {SafeText.OneLine(tool)}" : "")}",
    };

    private static void WriteEvidence(TextWriter output, Palette palette, OriginWhyLine line)
    {
        output.WriteLine();
        if (line.Evidence.Length == 0)
        {
            var elsewhere = line.Replaced.Any(old => old.Counts && old.Evidence.Length > 0);
            output.WriteLine($"evidence  none: no mark in the commit, no claim about the line{(elsewhere ? "; what it replaced has some" : "")}");
        }

        for (var i = 0; i < line.Evidence.Length; i++)
        {
            WriteOne(output, palette, line.Evidence[i], line.Commit, i == 0 ? "evidence" : "");
        }
    }

    private static void WriteOne(TextWriter output, Palette palette, OriginEvidenceLine evidence, string commit, string title)
    {
        var source = evidence.Source == commit ? commit[..9] : evidence.Source;
        var weight = evidence.Rejected is not null ? palette.Bad("no  ") : string.Create(CultureInfo.InvariantCulture, $"{evidence.Weight:0.00}");
        output.WriteLine($"{title,-8}  {weight}  {SafeText.OneLine(evidence.Evidence)}, in {SafeText.OneLine(source)}");
        output.WriteLine($"                {SafeText.OneLine(evidence.Quote)}");
        if (evidence.Rejected is { } reason)
        {
            output.WriteLine($"                not believed: {SafeText.OneLine(reason)}");
        }
    }

    private static void WriteReplaced(TextWriter output, Palette palette, OriginWhyLine line)
    {
        for (var i = 0; i < line.Replaced.Length; i++)
        {
            var old = line.Replaced[i];
            if (i == 0)
            {
                output.WriteLine();
            }

            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(i == 0 ? "replaced" : ""),-8}  {old.Class} line of {old.Commit[..9]} ({SafeText.OneLine(old.File)}:{old.Line}), by {old.By[..9]}, {old.Similarity:P0} in common{(old.Counts ? "" : ": a new line")}"));
            foreach (var note in line.Notes.Where(note => note.Replaced == i + 1))
            {
                output.WriteLine($"          {NoteText(note)}");
            }

            foreach (var evidence in old.Evidence)
            {
                WriteOne(output, palette, evidence, old.Commit, "");
            }
        }
    }
}
