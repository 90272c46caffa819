using System.Text.Json;
using Plumbline.Cli.Captures;
using Plumbline.Cli.Json;
using Plumbline.Cli.Origins;
using Plumbline.Runtime;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>One thing out of the store in full: where it came from, then as the verb showed it that saw it first.</summary>
/// <param name="width">Columns of the terminal.</param>
/// <param name="tell">Takes what is to be said about source files.</param>
internal sealed class StoredStory(Palette palette, int width, Action<string> tell)
{
    private readonly NoticeStory _notices = new(palette);

    /// <summary>Who wrote the lines of the frames.</summary>
    public FrameOrigins Origins { get; init; } = FrameOrigins.None;

    /// <param name="captures">Captures of the call that a first or a slow call tells of.</param>
    public IEnumerable<string> Lines(StoredEntry stored, byte[]? message, IReadOnlyList<Captured> captures)
    {
        var source = stored.Source;
        yield return $"{palette.Strong(EntryId.Shown(stored.Entry.Id))} {SafeText.OneLine(stored.Entry.Kind)} of {SafeText.OneLine(source.Service)}"
            + palette.Faint($"  {Date(stored.Entry.At)}  pid {source.Pid} on {SafeText.OneLine(source.Host)}{Version(source)}");
        if (stored.FailureId is { } failure)
        {
            yield return palette.Faint($"of the failure {EntryId.Shown(failure)}");
        }

        if (stored.Entry is { Summary: { } summary, Kind: not EntryKind.First })
        {
            yield return SafeText.OneLine(summary);
        }

        foreach (var line in message is null ? [palette.Warning("Its message is gone.")] : Body(message, captures))
        {
            yield return line;
        }
    }

    /// <param name="captures">Captures of the group, newest first.</param>
    public IEnumerable<string> Lines(StoredFailure stored, byte[]? message, IReadOnlyList<(StoredEntry Entry, byte[]? Message)> captures)
    {
        yield return $"{palette.Strong(EntryId.Shown(stored.Id))} failure of {SafeText.OneLine(stored.Service)}  "
            + StateText.Plural(stored.Count, "time") + "  "
            + palette.Faint($"from {Date(stored.First)} to {Date(stored.Last)}");
        foreach (var line in message is null ? Gone(stored) : Group(message, captures))
        {
            yield return line;
        }

        if (captures.Count > 0)
        {
            yield return palette.Faint("captures: " + string.Join(' ', captures.Select(c => EntryId.Shown(c.Entry.Entry.Id))));
        }
    }

    private IEnumerable<string> Body(byte[] message, IReadOnlyList<Captured> captures) => StoredMessage.Read(message) switch
    {
        Captured captured => new CaptureText(palette, Origins).Lines(captured),
        Logged logged => [palette.Faint($"thread {logged.ThreadId}" + (logged.TraceId is { } trace ? "  trace " + SafeText.OneLine(trace) : "") + Place(logged)) + Origins.Text(logged, palette)],
        Recorded recorded => new RecordingText(palette, width, new SourceTexts(tell)) { Origins = Origins }.Lines(recorded),
        FirstSeen first => _notices.Lines(first).Concat(_notices.Values(captures)),
        SlowSeen slow => _notices.Lines(slow).Concat(_notices.Values(captures)),
        _ => Plain(message),
    };

    private static string Place(Logged logged) =>
        logged is { Method: { } method } ? $"  {SafeText.OneLine(method)}" + (logged.File is { } file ? $"  {FailureStory.ShortFile(file)}:{logged.Line}" : "") : "";

    private IEnumerable<string> Group(byte[] message, IReadOnlyList<(StoredEntry Entry, byte[]? Message)> captures)
    {
        if (StoredMessage.Read(message) is not FailureSeen seen)
        {
            return Plain(message);
        }

        // Of one exception: values of two would tell a story that never happened.
        var newest = captures.FirstOrDefault().Entry;
        var ofOne = captures.Where(c => c.Entry.Source.Id == newest.Source.Id && c.Entry.Entry.Exception == newest.Entry.Exception);
        return new FailureStory(palette, Origins).Lines(seen, ofOne.Select(c => c.Message is { } json ? StoredMessage.Read(json) : null).OfType<Captured>());
    }

    private IEnumerable<string> Gone(StoredFailure stored) =>
    [
        $"{palette.Bad(SafeText.OneLine(stored.Type))}  {SafeText.OneLine(stored.Message)}",
        $"   at {SafeText.OneLine(stored.Method)}" + (stored.File is { } file ? palette.Faint($"  {FailureStory.ShortFile(file)}:{stored.Line}") : ""),
        palette.Warning("   Its frames are gone: the store keeps only the count of what is so old."),
    ];

    /// <summary>JSON with its members below each other; the writer escapes whatever is not plain.</summary>
    private static IEnumerable<string> Plain(byte[] message)
    {
        if (StoredMessage.Raw(message) is not { } json)
        {
            return [SafeText.OneLine(System.Text.Encoding.UTF8.GetString(message))];
        }

        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true, MaxDepth = 128 }))
        {
            json.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(text.ToArray()).Split('\n').Select(line => line.TrimEnd('\r')).Select(SafeText.OneLine);
    }

    private static string Date(long at) => WireTime.Text(at)[..19].Replace('T', ' ') + " UTC";

    private static string Version(EventSource source) => source.Version is { } version ? "  version " + SafeText.OneLine(version) : "";
}
