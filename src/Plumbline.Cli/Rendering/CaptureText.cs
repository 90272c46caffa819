using System.Globalization;
using Plumbline.Cli.Json;
using Plumbline.Cli.Origins;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>One capture as a tree.</summary>
/// <param name="palette">Colours.</param>
/// <param name="origins">Who wrote the lines of the frames.</param>
internal sealed class CaptureText(Palette palette, FrameOrigins? origins = null)
{
    private readonly FrameOrigins _origins = origins ?? FrameOrigins.None;

    public IEnumerable<string> Lines(Captured capture)
    {
        yield return Heading(capture);
        if (Circumstances(capture) is { Length: > 0 } circumstances)
        {
            yield return "  " + palette.Faint(circumstances) + _origins.Text(Place(capture), palette);
        }

        var tree = new NodeTree(capture.Nodes, palette);
        foreach (var moment in capture.Values.GroupBy(v => v.When).ToArray())
        {
            if (moment.Key is not null)
            {
                yield return "  " + palette.Strong("at " + SafeText.OneLine(moment.Key));
            }

            foreach (var line in tree.Roots([.. moment]))
            {
                yield return "  " + line;
            }
        }

        foreach (var line in (capture.Frames ?? []).Select(f => "  at " + Frame(f) + _origins.Text(f, palette)).Prepend(capture.Frames is null ? null : "  " + palette.Strong("stack")))
        {
            if (line is not null)
            {
                yield return line;
            }
        }

        if (capture.Cut is { } cut)
        {
            yield return "  " + palette.Warning($"… the capture was cut by its {Limit(cut)}");
        }
    }

    /// <summary>Names the option that shows more.</summary>
    private static string Limit(string cut) => cut switch
    {
        "time" => "time; --milliseconds gives it more",
        "bytes" => "size; --bytes gives it more",
        _ => SafeText.OneLine(cut),
    };

    /// <summary>Where it was captured; whoever places a probe means user code.</summary>
    public static CapturedFrame Place(Captured capture) => new(capture.Method, capture.File, capture.Line, User: true);

    public static string Frame(CapturedFrame frame)
    {
        var place = frame.File is null ? "" : frame.Line > 0 ? $" in {frame.File}:{frame.Line}" : $" in {frame.File}";
        return SafeText.OneLine(frame.Method + place);
    }

    private string Heading(Captured c)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"#{c.Hit}");
        var ending = c.Outcome switch
        {
            null when c is { Event: "line", Line: > 0 } => string.Create(CultureInfo.InvariantCulture, $"at line {c.Line}"),
            null => "at " + SafeText.OneLine(c.Event),
            "running" => "still running",
            var outcome => SafeText.OneLine(outcome),
        };
        var duration = c.Microseconds is { } microseconds ? $" {(c.Outcome is null or "running" ? "after" : "in")} {Durations.OfMicroseconds(microseconds)}" : "";
        var mark = c.Outcome == "threw" ? palette.Bad(ending) : palette.Good(ending);
        return $"{palette.Strong(number)} {palette.Strong(SafeText.OneLine(c.Method))}  {mark}{duration}";
    }

    private static string Circumstances(Captured c)
    {
        var parts = new List<string> { WireTime.Text(c.At)[11..23] };
        if (c.File is { } file)
        {
            parts.Add(SafeText.OneLine(c.Line > 0 ? $"{Path.GetFileName(file)}:{c.Line}" : Path.GetFileName(file)));
        }

        parts.Add(c.ThreadName is { Length: > 0 } name ? $"thread {c.ThreadId} ({SafeText.OneLine(name)})" : $"thread {c.ThreadId}");
        if (c.TraceId is { } trace)
        {
            parts.Add("trace " + SafeText.OneLine(trace));
        }

        if (c.SpanId is { } span)
        {
            parts.Add("span " + SafeText.OneLine(span));
        }

        return string.Join("  ", parts);
    }
}
