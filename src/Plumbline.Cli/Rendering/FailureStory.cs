using System.Globalization;
using Plumbline.Cli.Json;
using Plumbline.Cli.Origins;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>One failure in full: what was thrown, what became of it, and the frames with the values they held.</summary>
/// <param name="palette">Colours.</param>
/// <param name="origins">Who wrote the lines of the frames.</param>
internal sealed class FailureStory(Palette palette, FrameOrigins? origins = null)
{
    private const int MostFrames = 30;

    public IEnumerable<string> Lines(FailureSeen seen, IEnumerable<Captured> captures)
    {
        yield return $"{palette.Strong($"!{seen.Group}")} {palette.Bad(SafeText.OneLine(seen.Type))}  {SafeText.OneLine(seen.Message)}";
        var trace = seen.TraceId is { } id ? "  trace " + SafeText.OneLine(id) : "";
        yield return "   " + palette.Faint($"{WireTime.Text(seen.First)[11..23]}  thread {seen.ThreadId}{trace}");
        foreach (var inner in seen.Inner)
        {
            yield return $"   holds {SafeText.OneLine(inner.Type)}: {SafeText.OneLine(inner.Message)}";
        }

        foreach (var end in seen.Ends)
        {
            yield return "   " + End(end);
        }

        foreach (var line in Frames(seen, [.. captures]))
        {
            yield return "   " + line;
        }
    }

    /// <summary>What became of some of a group.</summary>
    public string End(FailureEndCount end)
    {
        var place = SafeText.OneLine(end.End.Method) + (end.End.File is { } file ? palette.Faint($"  {ShortFile(file)}:{end.End.Line}") : "");
        var count = end.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"  {end.Count:N0} times");
        return end.End.Kind switch
        {
            FailureEndKind.Caught => $"{palette.Warning("swallowed by")} {place}{count}",
            FailureEndKind.Filter => $"{palette.Warning("eaten by a filter of")} {place}{count}",
            FailureEndKind.Framework => $"left user code, caught by {place}{count}",
            FailureEndKind.Task => $"in the task of {place}, which nobody has awaited yet{count}",
            _ => $"went on inside {place}{count}",
        };
    }

    /// <summary>Frames of user code with their values; what lies between is only counted.</summary>
    private IEnumerable<string> Frames(FailureSeen seen, List<Captured> captures)
    {
        var hidden = 0;
        var previous = "";
        var frames = seen.Frames.Select(frame => (Frame: frame, Word: "at")).Concat(seen.Awaited.Select(frame => (Frame: frame, Word: "awaited in"))).ToList();
        foreach (var (frame, word) in frames.Take(MostFrames))
        {
            // The method that starts an async method has its name, and no line of its own.
            if (!frame.User || (frame.Line == 0 && frame.Method == previous))
            {
                hidden++;
                continue;
            }

            if (hidden > 0)
            {
                yield return palette.Faint(hidden == 1 ? "   1 frame of the framework" : $"   {hidden} frames of the framework");
            }

            (hidden, previous) = (0, frame.Method);
            yield return $"{word} {SafeText.OneLine(frame.Method)}" + (frame.File is { } file ? palette.Faint($"  {ShortFile(file)}:{frame.Line}") : "")
                + (origins ?? FrameOrigins.None).Text(frame, palette);
            foreach (var line in Values(frame, captures))
            {
                yield return "     " + line;
            }
        }

        if (frames.Count > MostFrames)
        {
            yield return palette.Faint($"… {frames.Count - MostFrames} more frames");
        }
    }

    private IEnumerable<string> Values(CapturedFrame frame, List<Captured> captures)
    {
        if (captures.Find(capture => capture.Method == frame.Method) is not { } capture)
        {
            return [];
        }

        captures.Remove(capture);
        return new CallValues(palette).Lines(capture);
    }

    /// <summary>The last two parts of a path: enough to know the file, short enough for a line.</summary>
    public static string ShortFile(string path)
    {
        var parts = path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);
        return SafeText.OneLine(string.Join('/', parts.TakeLast(2)));
    }
}
