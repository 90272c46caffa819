using Plumbline.Cli.Rendering;

namespace Plumbline.Cli.Tax;

/// <summary>Sentences broken between words to the width of a terminal.</summary>
internal static class WrappedText
{
    private const int Widest = 100;
    private const string Tie = "\u00a0";

    public static IEnumerable<string> Lines(string text, int width, string indent = "")
    {
        var room = Math.Max(16, Math.Min(width, Widest) - indent.Length);
        var line = "";

        // A number is not parted from its sign.
        foreach (var word in SafeText.OneLine(text).Replace(" %", Tie + "%", StringComparison.Ordinal).Split(' '))
        {
            if (line.Length > 0 && Columns.Of(line) + 1 + Columns.Of(word) > room)
            {
                yield return indent + line.Replace(Tie, " ", StringComparison.Ordinal);
                line = "";
            }

            line += (line.Length > 0 ? " " : "") + word;
        }

        yield return indent + line.Replace(Tie, " ", StringComparison.Ordinal);
    }
}
