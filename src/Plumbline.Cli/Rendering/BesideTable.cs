namespace Plumbline.Cli.Rendering;

/// <summary>One thing to say beside a line of code.</summary>
/// <param name="Plain">Without colours.</param>
internal readonly record struct BesideText(string Plain, string Coloured);

/// <summary>Numbered lines of code with texts beside them, in the width of a terminal: as many as fit, the rest below.</summary>
internal sealed class BesideTable(Palette palette, int width, int number, int longest)
{
    private const int LeastTexts = 20;

    private readonly int _code = Math.Max(0, Math.Min(longest, Math.Min((width * 11 / 20) - number, width - number - 4 - LeastTexts)));

    public IEnumerable<string> Row(string line, string code, IReadOnlyList<BesideText> texts)
    {
        var room = Math.Max(LeastTexts, width - number - _code - 5);
        var row = Head(line, code);
        var used = 0;
        foreach (var (plain, coloured) in texts)
        {
            if (used > 0 && used + 2 + plain.Length > room)
            {
                yield return row.TrimEnd();
                (row, used) = (Head("", ""), 0);
            }

            // What is cut loses its colours: an escape sequence must not be cut.
            row += "  " + (plain.Length > room ? Cut(plain, room) : coloured);
            used += plain.Length + 2;
        }

        yield return row.TrimEnd();
    }

    /// <summary>A text that belongs to no line of code, over the whole width.</summary>
    public IEnumerable<string> Wide(BesideText text)
    {
        var room = width - number - 3;
        yield return $"{palette.Faint(new string(' ', number) + " │")} {(text.Plain.Length > room ? Cut(text.Plain, room) : text.Coloured)}";
    }

    /// <summary>A line between the lines of code.</summary>
    public string Mark(string before, string text, Func<string, string> colour) =>
        $"{new string(' ', number - 1)}… {before}{colour(Cut(text, width - number - 2 - before.Length))}";

    private string Head(string line, string code) => $"{palette.Faint(line.PadLeft(number) + " │")} {Cut(code, _code).PadRight(_code)}";

    private static string Cut(string text, int most) => text.Length <= most ? text : most < 1 ? "" : text[..(most - 1)] + "…";
}
