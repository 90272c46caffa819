using System.Globalization;
using Plumbline.Cli.Origins;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>A failure for people: what went wrong, where in the text, what there is instead, what to do.</summary>
internal static class FailureText
{
    private const int TabWidth = 4;
    private const int LongestLine = 100;

    public static void Write(TextWriter output, Failure failure)
    {
        output.WriteLine("plumb: " + SafeText.OneLine(failure.Message));
        if (failure.Text is { } text && failure.Column >= 0)
        {
            WriteCaret(output, text, failure.Column);
        }

        if (failure.Candidates is { Length: > 0 } candidates)
        {
            output.WriteLine(failure.Code is FailureCode.PlaceAmbiguous or LookupException.Ambiguous or OriginFailure.AmbiguousPath ? "It may mean:" : "Near to it:");
            foreach (var candidate in candidates)
            {
                output.WriteLine("  " + SafeText.OneLine(candidate));
            }
        }

        if (failure.Cure is { } cure)
        {
            output.WriteLine(SafeText.OneLine(cure));
        }
    }

    /// <summary>Each line of the text with its number where there are several, and a caret under the column of the error.</summary>
    private static void WriteCaret(TextWriter output, string text, int column)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var start = 0;
        var marked = false;
        for (var i = 0; i < lines.Length; i++)
        {
            // A carriage return before the line feed was counted by the column, too.
            var ending = start + lines[i].Length < text.Length && text[start + lines[i].Length] == '\r' ? 2 : 1;
            var margin = lines.Length == 1 ? "  " : string.Create(CultureInfo.InvariantCulture, $"{i + 1,4} | ");
            var inLine = column - start;
            var isHere = !marked && inLine >= 0 && (inLine < lines[i].Length + ending || i == lines.Length - 1);
            var (shown, at) = Window(lines[i], isHere ? Math.Min(inLine, lines[i].Length) : 0);
            output.WriteLine(margin + Visible(shown));
            if (isHere)
            {
                marked = true;
                output.WriteLine(new string(' ', margin.Length + Visible(shown[..at]).Length) + "^");
            }

            start += lines[i].Length + ending;
        }
    }

    /// <summary>Of a long line the part around the column; a caret that wraps over the screen points at nothing.</summary>
    private static (string Text, int Column) Window(string line, int column)
    {
        if (line.Length <= LongestLine)
        {
            return (line, column);
        }

        var from = Math.Clamp(column - (LongestLine / 2), 0, line.Length - LongestLine);
        var (before, after) = (from > 0 ? "…" : "", from + LongestLine < line.Length ? "…" : "");
        return (before + line.Substring(from, LongestLine) + after, column - from + before.Length);
    }

    private static string Visible(string text) => SafeText.OneLine(text.Replace("\t", new string(' ', TabWidth), StringComparison.Ordinal));
}
