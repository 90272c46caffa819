using Plumbline.Cli.Json;
using Plumbline.Wire;

namespace Plumbline.Cli.Sources;

/// <summary>A document with a verdict on every line that was asked for.</summary>
internal sealed record DocumentView(DocumentLine Heading, LocalSource Source, SourceLine[] Lines)
{
    private const string NoCode = "no statement starts here";

    public static DocumentView Of(DocumentRow document, LineRange range, LocalSource source)
    {
        var heading = new DocumentLine(document.Path, document.Assembly, document.ChecksumAlgorithm, document.Checksum, Name(source.Match), source.Path);
        var free = document.Lines.Where(l => l.Refusal is null).Select(l => l.Line).Distinct().Order().ToArray();
        var known = document.Lines.GroupBy(l => l.Line).ToDictionary(g => g.Key, g => g.First());
        var wanted = range.IsWhole ? [.. known.Keys.Order()] : Enumerable.Range(range.From, Count(range, document, source)).ToArray();
        return new DocumentView(heading, source, [.. wanted.Select(n => Line(document.Path, n, known.GetValueOrDefault(n), free))]);
    }

    /// <summary>A range may reach far beyond the end of the file.</summary>
    private static int Count(LineRange range, DocumentRow document, LocalSource source)
    {
        var last = document.Lines.Length == 0 ? 0 : document.Lines.Max(l => l.Line);
        var end = Math.Min(range.To, Math.Max(Math.Max(last, source.Text.Length), range.From));
        return end - range.From + 1;
    }

    private static SourceLine Line(string file, int number, LineRow? row, int[] free)
    {
        var refusal = row is null ? NoCode : row.Refusal;
        return new SourceLine(
            file,
            number,
            row?.EndLine ?? number,
            row?.Methods ?? [],
            refusal is null,
            refusal,
            refusal is null ? null : row?.Nearest is > 0 and var nearest ? nearest : free.Length == 0 ? null : free.MinBy(n => Math.Abs(n - number)));
    }

    private static string Name(SourceMatch match) => match switch
    {
        SourceMatch.Same => "same",
        SourceMatch.LineEndings => "line-endings",
        SourceMatch.Different => "different",
        SourceMatch.Missing => "missing",
        _ => "unknown",
    };
}
