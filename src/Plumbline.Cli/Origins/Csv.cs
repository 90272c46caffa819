using System.Globalization;

namespace Plumbline.Cli.Origins;

/// <summary>Rows of comma-separated values. SAFETY: names and messages are untrusted, and a spreadsheet takes a cell that begins with = for a formula.</summary>
internal sealed class Csv(TextWriter output)
{
    public void Row(params IEnumerable<object?> cells) => output.WriteLine(string.Join(',', cells.Select(Cell)));

    private static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => Tamed(value.ToString() ?? ""),
        };
        return text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;
    }

    private static string Tamed(string text)
    {
        var safe = Rendering.SafeText.OneLine(text);
        return safe.Length > 0 && safe[0] is ('=' or '+' or '-' or '@') ? "'" + safe : safe;
    }
}
