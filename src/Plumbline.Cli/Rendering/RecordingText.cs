using System.Globalization;
using Plumbline.Cli.Json;
using Plumbline.Cli.Origins;
using Plumbline.Cli.Recordings;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>A recording as source with values beside the lines.</summary>
/// <param name="width">Columns of the terminal.</param>
internal sealed class RecordingText(Palette palette, int width, SourceTexts sources)
{
    /// <summary>Who wrote the lines.</summary>
    public FrameOrigins Origins { get; init; } = FrameOrigins.None;

    public IEnumerable<string> Lines(Recorded recorded)
    {
        var rows = SameLine.Merge(Folding.Of(Moments.Of(recorded)));
        var texts = rows.Select(row => row is MomentRow { Moment.Place: { } place } ? sources.Line(recorded, place) ?? "" : "").ToArray();
        var number = rows.OfType<MomentRow>().Max(row => Number(row.Moment)?.Length) ?? 0;
        var table = new BesideTable(palette, width, Math.Max(3, number), texts.Select(text => text.Length).DefaultIfEmpty(0).Max());
        yield return Heading(recorded);
        yield return "  " + palette.Faint(Circumstances(recorded));
        foreach (var line in WhoWrote(recorded).Concat(rows.SelectMany((row, i) => Row(table, row, texts[i], i + 1 < rows.Count ? rows[i + 1] : null, recorded))))
        {
            yield return line;
        }
    }

    private IEnumerable<string> Row(BesideTable table, RunRow row, string text, RunRow? next, Recorded recorded) => row switch
    {
        FoldRow fold => Fold(table, fold),
        MomentRow { Moment: { Kind: MomentKind.Entry } entry } => entry.Values.SelectMany(value => table.Wide(Value(value))),
        MomentRow { Moment: { Kind: MomentKind.Line } line } => Statement(table, line, text, next),
        MomentRow { Moment: var end } => Ending(table, end, recorded),
        _ => [],
    };

    private string Heading(Recorded recorded)
    {
        var mark = recorded.Outcome switch
        {
            "threw" => palette.Bad("threw"),
            "running" => palette.Warning("still running"),
            var outcome => palette.Good(SafeText.OneLine(outcome)),
        };
        var number = string.Create(CultureInfo.InvariantCulture, $"#{recorded.Hit}");
        return $"{palette.Strong(number)} {palette.Strong(SafeText.OneLine(recorded.Method))}  {mark} after {Durations.OfMicroseconds(recorded.Microseconds)}";
    }

    private IEnumerable<string> WhoWrote(Recorded recorded)
    {
        var ran = RecordedOrigins.Ran(recorded).ToLookup(at => at.File, at => at.Line);
        var own = recorded.Files.FirstOrDefault()?.Path ?? "";
        return RecordedOrigins.Of(recorded, Origins).Select(one =>
        {
            var runs = LineRuns.Text(one.Lines, [.. ran[one.File ?? own]]);
            var file = one.File is { } other ? SafeText.OneLine(Path.GetFileName(other)) + ":" : one.Lines.Length > 1 ? "lines " : "line ";
            return $"  {palette.Faint(file + runs)}  {FrameOrigins.Text(one.Origin, palette)}";
        });
    }

    private static string Circumstances(Recorded recorded)
    {
        var parts = new List<string> { WireTime.Text(recorded.At)[11..23] };
        parts.AddRange(recorded.Files.Select(file => SafeText.OneLine(Path.GetFileName(file.Path))));
        parts.Add(recorded.ThreadName is { Length: > 0 } name ? $"thread {recorded.ThreadId} ({SafeText.OneLine(name)})" : $"thread {recorded.ThreadId}");
        if (recorded.TraceId is { } trace)
        {
            parts.Add("trace " + SafeText.OneLine(trace));
        }

        return string.Join("  ", parts);
    }

    private IEnumerable<string> Statement(BesideTable table, Moment moment, string text, RunRow? next)
    {
        if (IsBrace(moment) && moment.Values.Count + moment.Results.Count == 0)
        {
            return [];
        }

        List<BesideText> parts = [.. moment.Values.Select(Value), .. moment.Results.Select(result => Result(result, moment))];
        if (Jump(moment, next) is { } jump)
        {
            parts.Add(new BesideText(jump, palette.Faint(jump)));
        }

        return table.Row(Number(moment) ?? "", text, parts);
    }

    private IEnumerable<string> Ending(BesideTable table, Moment moment, Recorded recorded)
    {
        if (recorded.Cut is { } cut && moment.Kind == MomentKind.End)
        {
            yield return table.Mark("", $"cut ({SafeText.OneLine(cut)}): {StateText.Number(recorded.Passed)} more lines ran", palette.Warning);
        }

        var value = moment.Values.Find(value => value.Name is "@return" or "@exception");
        foreach (var row in moment.Values.Where(other => other != value).SelectMany(other => table.Row("", "", [Value(other)])))
        {
            yield return row;
        }

        var text = value is null ? null : InlineValue.Of(value.Nodes);
        if (moment.Kind == MomentKind.Throw || value?.Name == "@exception")
        {
            yield return table.Mark(moment.Kind == MomentKind.Throw ? "throws " : "threw ", text ?? "an exception", palette.Bad);
        }
        else if (text is not null)
        {
            yield return table.Mark("return ", text, palette.Value);
        }
        else if (recorded.Outcome is not ("returned" or "threw"))
        {
            yield return table.Mark("", recorded.Outcome == "running" ? "still running" : SafeText.OneLine(recorded.Outcome), palette.Faint);
        }
    }

    private IEnumerable<string> Fold(BesideTable table, FoldRow fold)
    {
        var lines = fold.From == fold.To ? $"line {fold.From} ran" : $"lines {fold.From}–{fold.To} ran";
        var last = fold.Last.Length > 0 ? "; then:" : "";
        return fold.Last.SelectMany(value => table.Row("", "", [Value(value)]))
            .Prepend(table.Mark("", $"{lines} {StateText.Number(fold.Times)} times more{last}", palette.Warning));
    }

    private BesideText Value(RecordedValue value)
    {
        var (name, text) = (SafeText.OneLine(value.Name), InlineValue.Of(value.Nodes));
        return new BesideText($"{name} = {text}", $"{name} = {palette.Value(text)}");
    }

    /// <summary>What went into a variable as it is stands there, and is not said twice.</summary>
    private BesideText Result(MomentResult result, Moment moment)
    {
        var text = InlineValue.Of(result.Nodes);
        if (result.Callee is { } name && moment.Values.Exists(value => InlineValue.Of(value.Nodes) == text))
        {
            return new BesideText("← " + SafeText.OneLine(name), palette.Faint("← " + SafeText.OneLine(name)));
        }

        var from = result.Callee is { } callee ? $"← {SafeText.OneLine(callee)} = " : $"← {result.Kind} ";
        return new BesideText(from + text, palette.Faint(from) + palette.Value(text));
    }

    /// <summary>Where control goes on, if it passes over statements: a branch that was not taken, or one that leads away.</summary>
    private static string? Jump(Moment moment, RunRow? next) =>
        next is MomentRow { Moment: { Kind: MomentKind.Line, Place: { } place } to } && to.First > moment.Number + 1 && place.Line != moment.Place?.Line && !IsBrace(to)
            ? string.Create(CultureInfo.InvariantCulture, $"→ {place.Line}")
            : null;

    private static string? Number(Moment moment) => moment.Place?.Line.ToString(CultureInfo.InvariantCulture);

    /// <summary>Unoptimised code stops at the braces around a block, too.</summary>
    private static bool IsBrace(Moment moment) => moment.Place is { } place && place.EndLine == place.Line && place.EndColumn == place.Column + 1;
}
