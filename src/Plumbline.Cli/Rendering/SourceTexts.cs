using Plumbline.Cli.Recordings;
using Plumbline.Cli.Sources;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>Texts of statements, from the files on this disk that were compiled.</summary>
/// <param name="tell">Hears of files that differ, once each.</param>
internal sealed class SourceTexts(Action<string> tell)
{
    private readonly Dictionary<string, string[]> _files = new(StringComparer.Ordinal);

    /// <summary>
    /// The line where a statement begins, or the statement alone where several begin there. Null where the file is not the one that was
    /// compiled.
    /// </summary>
    public string? Statement(Recorded recorded, Moment moment)
    {
        var place = moment.Place!;
        var lines = place.File >= 0 && place.File < recorded.Files.Length ? Lines(recorded.Files[place.File]) : [];
        if (place.Line < 1 || place.Line > lines.Length)
        {
            return null;
        }

        var line = lines[place.Line - 1];
        var isAlone = recorded.Places.Count(other => other.File == place.File && other.Line == place.Line) == 1;
        var (start, end) = (place.Column - 1, place.EndLine == place.Line ? place.EndColumn - 1 : line.Length);
        var text = !isAlone && start >= 0 && start <= end && end <= line.Length ? Indent(line) + line[start..end] : line;
        return SafeText.OneLine(WithoutIndent(recorded, lines, Spaces(text)).TrimEnd());
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
