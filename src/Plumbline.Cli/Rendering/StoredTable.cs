using System.Globalization;
using Plumbline.Cli.Json;
using Plumbline.Runtime;

namespace Plumbline.Cli.Rendering;

/// <summary>What is stored, a row each, newest first. Every text in it came out of some process.</summary>
internal static class StoredTable
{
    private const int WidestCell = 60;
    private const int WidestText = 120;
    private static readonly string[] s_heads = ["ID", "AT (UTC)", "SERVICE", "KIND", "METHOD", "WHAT"];

    public static IEnumerable<string> Lines(IReadOnlyList<StoredEntry> entries, IReadOnlyList<StoredFailure> failures, int limit)
    {
        var rows = entries.Select(e => (e.Entry.At, Row: Row(e))).Concat(failures.Select(f => (At: f.Last, Row: Row(f))));
        return Table.Lines(s_heads, [.. rows.OrderByDescending(r => r.At).Take(limit).Select(r => r.Row)]);
    }

    private static string[] Row(StoredEntry e) =>
    [
        EntryId.Shown(e.Entry.Id),
        When(e.Entry.At),
        Cell(e.Source.Service),
        Cell(e.Entry.Kind),
        Cell(e.Entry.Method ?? ""),
        Cut(What(e), WidestText),
    ];

    private static string[] Row(StoredFailure f) =>
    [
        EntryId.Shown(f.Id),
        When(f.Last),
        Cell(f.Service),
        EntryKind.Failure,
        Cell(f.Method),
        string.Create(CultureInfo.InvariantCulture, $"{Cell(f.Type)} × {f.Count:N0}  {Cut(f.Message, WidestText)}"),
    ];

    private static string What(StoredEntry e)
    {
        if (e.Entry.Summary is { } summary)
        {
            return summary;
        }

        var duration = e.Entry.Microseconds is { } time ? " in " + Durations.OfMicroseconds(time) : "";
        var place = e.Entry.File is { } file ? $"  {FailureStory.ShortFile(file)}:{e.Entry.Line}" : "";
        return (e.Entry.Type ?? e.Entry.Outcome ?? e.Entry.Event ?? "") + duration + place;
    }

    private static string When(long at) => WireTime.Text(at)[5..19].Replace('T', ' ');

    private static string Cell(string text) => Cut(text, WidestCell);

    private static string Cut(string text, int most)
    {
        var safe = SafeText.OneLine(text.Length > most ? text[..most] : text);
        return safe.Length > most || text.Length > most ? safe[..Math.Min(safe.Length, most - 1)] + "…" : safe;
    }
}
