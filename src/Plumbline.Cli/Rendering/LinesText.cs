using System.Globalization;
using Plumbline.Cli.Json;
using Plumbline.Cli.Sources;

namespace Plumbline.Cli.Rendering;

/// <summary>A document's lines: a dot where a probe can stand, else why not and where the next place is.</summary>
internal static class LinesText
{
    private const int CodeWidth = 60;

    public static IEnumerable<string> Of(DocumentView view, Palette palette)
    {
        var local = view.Source.Path is { } path && path != view.Heading.Path ? $"  (here: {path})" : "";
        yield return palette.Strong(SafeText.OneLine(view.Heading.Path)) + SafeText.OneLine($"  {view.Heading.Assembly}{local}");
        foreach (var line in view.Lines)
        {
            var mark = line.CanProbe ? palette.Good("●") : " ";
            var number = string.Create(CultureInfo.InvariantCulture, $"{line.Line,6}");
            yield return $"{number} {mark} {Code(view.Source, line.Line)}{palette.Faint(Remark(line))}".TrimEnd();
        }
    }

    private static string Code(LocalSource source, int number)
    {
        if (source.Text.Length == 0)
        {
            return "";
        }

        var text = number <= source.Text.Length ? source.Text[number - 1].Replace("\t", "    ", StringComparison.Ordinal).TrimEnd() : "";
        var safe = SafeText.OneLine(text);
        return (safe.Length > CodeWidth ? safe[..(CodeWidth - 1)] + "…" : safe.PadRight(CodeWidth)) + "  ";
    }

    private static string Remark(SourceLine line)
    {
        if (line.CanProbe)
        {
            return SafeText.OneLine(string.Join(", ", line.Methods));
        }

        var nearest = line.Nearest is { } number ? string.Create(CultureInfo.InvariantCulture, $"; nearest is {number}") : "";
        return SafeText.OneLine(line.Refusal ?? "") + nearest;
    }
}
