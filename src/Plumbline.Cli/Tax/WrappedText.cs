using Plumbline.Cli.Rendering;

namespace Plumbline.Cli.Tax;

/// <summary>Sentences broken between words to the width of a terminal.</summary>
internal static class WrappedText
{
    private const int Widest = 100;

    public static IEnumerable<string> Lines(string text, int width, string indent = "")
    {
        var room = Math.Max(16, Math.Min(width, Widest) - indent.Length);
        var line = "";
        foreach (var word in SafeText.OneLine(text).Split(' '))
        {
            // A number is not parted from its sign.
            if (line.Length > 0 && !word.StartsWith('%') && Columns.Of(line) + 1 + Columns.Of(word) > room)
            {
                yield return indent + line;
                line = "";
            }

            line += (line.Length > 0 ? " " : "") + word;
        }

        yield return indent + line;
    }
}
