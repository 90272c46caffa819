using System.Diagnostics;
using Plumbline.Agent.Capture;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes.Recordings;

/// <summary>A finished recording as the JSON of a <see cref="Recorded"/>.</summary>
internal static class RecordingJson
{
    private static ReadOnlySpan<byte> NoSteps => "\"steps\":[]"u8;

    /// <returns>In a buffer that goes back with <see cref="CaptureBuffers.Return"/>.</returns>
    public static ArraySegment<byte> Write(Recording recording, string outcome)
    {
        // Quotes inside of texts are escaped, so these bytes stand where the member is, and nowhere else.
        var around = WireJson.Serialize(Head(recording, outcome));
        var split = around.AsSpan().IndexOf(NoSteps) + NoSteps.Length - 1;
        var steps = recording.Steps;
        var length = around.Length + steps.Length;
        var bytes = CaptureBuffers.Rent(length);
        around.AsSpan(0, split).CopyTo(bytes);
        steps.CopyTo(bytes.AsSpan(split));
        around.AsSpan(split).CopyTo(bytes.AsSpan(split + steps.Length));
        return new ArraySegment<byte>(bytes, 0, length);
    }

    private static Recorded Head(Recording recording, string outcome) => new()
    {
        Probe = recording.Site.Probe.Id,
        Hit = recording.Number,
        At = recording.At,
        Method = recording.Site.Label.Method,
        Outcome = outcome,
        Microseconds = Stopwatch.GetElapsedTime(recording.Started).TotalMicroseconds,
        ThreadId = recording.ThreadId,
        ThreadName = recording.ThreadName is { } name ? recording.Site.Probe.Redactor.Redact(name) : null,
        TraceId = recording.TraceId,
        SpanId = recording.SpanId,
        Files = recording.Map.Files,
        Places = recording.Map.Places,
        Steps = [],
        Passed = recording.Passed,
        Cut = recording.Cut,
    };
}
