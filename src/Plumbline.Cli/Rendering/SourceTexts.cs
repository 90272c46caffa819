using Plumbline.Cli.Sources;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>Lines of statements, from the files on this disk that were compiled.</summary>
/// <param name="tell">Hears of files that differ, once each.</param>
internal sealed class SourceTexts(Action<string> tell)
{
    private readonly Dictionary<string, string[]> _files = new(StringComparer.Ordinal);

    /// <summary>The line where a statement begins. Null where the file is not the one that was compiled.</summary>
    public string? Line(Recorded recorded, RecordedPlace place)
    {
        var lines = place.File >= 0 && place.File < recorded.Files.Length ? Lines(recorded.Files[place.File]) : [];
        return place.Line >= 1 && place.Line <= lines.Length
            ? SafeText.OneLine(WithoutIndent(recorded, lines, Spaces(lines[place.Line - 1])).TrimEnd())
            : null;
    }

    private string[] Lines(RecordedFile file)
    {
        if (_files.TryGetValue(file.Path, out var known))
        {
            return known;
        }

        var source = LocalSource.Find(file.Path, new DocumentRow(file.Path, file.ChecksumAlgorithm, file.Checksum, "", []));
        if (source.Warning is { } warning)
        {
            tell(warning);
        }

        return _files[file.Path] = source.Match == SourceMatch.Different ? [] : source.Text;
    }

    /// <summary>What all of the method's lines are indented by tells nothing.</summary>
    private static string WithoutIndent(Recorded recorded, string[] lines, string text)
    {
        var common = recorded.Places.Where(place => place.Line >= 1 && place.Line <= lines.Length)
            .Min(place => (int?)Spaces(Indent(lines[place.Line - 1])).Length) ?? 0;
        return text[Math.Min(common, text.Length)..];
    }

    private static string Spaces(string text) => text.Replace("\t", "    ", StringComparison.Ordinal);

    private static string Indent(string line) => line[..(line.Length - line.TrimStart().Length)];
}
