using System.Text.Json;

namespace Plumbline.Runtime;

/// <summary>
/// Reads what an event says for search. Members are looked up by the names that they have on the wire; a message of a kind that is not known
/// here is read by the same names, so that it can be found. What is missing or of another shape is null: an event is never refused.
/// </summary>
internal static class EventReading
{
    private const int MostCharacters = 2000;
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 128 };

    /// <exception cref="JsonException">The event is no JSON object.</exception>
    public static Entry Entry(RawEvent raw)
    {
        using var document = Parse(raw);
        var json = document.RootElement;
        return new Entry
        {
            Id = raw.Id,
            Kind = EntryKind.Of(Text(json, "t") ?? "unknown"),
            At = Number(json, "at") ?? raw.Received,
            Probe = (int?)Number(json, "probe"),
            Method = Text(json, "method"),
            File = Text(json, "file"),
            Line = Line(json),
            Event = Text(json, "event"),
            Outcome = Text(json, "outcome"),
            Type = CaptureReading.ExceptionType(json) is { } type ? Clean(type) : null,
            Microseconds = json.TryGetProperty("microseconds", out var time) && time.ValueKind == JsonValueKind.Number ? time.GetDouble() : null,
            TraceId = Text(json, "traceId"),
            Exception = Number(json, "exception") is > 0 and var exception ? exception : null,
            Summary = Text(json, "text") ?? Text(json, "message") ?? First(json),
            Text = new SearchText().Of(json),
        };
    }

    /// <summary>Null where the event is no failure.</summary>
    /// <exception cref="JsonException">The event is no JSON object.</exception>
    public static FailureState? Failure(RawEvent raw)
    {
        using var document = Parse(raw);
        var json = document.RootElement;
        if (EntryKind.Of(Text(json, "t") ?? "") != EntryKind.Failure)
        {
            return null;
        }

        var place = json.TryGetProperty("place", out var found) && found.ValueKind == JsonValueKind.Object ? found : json;
        return new FailureState
        {
            Group = (int)(Number(json, "group") ?? 0),
            Type = Text(json, "type") ?? "?",
            Message = Text(json, "message") ?? "",
            Method = Text(place, "method") ?? "?",
            File = Text(place, "file"),
            Line = Line(place),
            First = Number(json, "first") ?? raw.Received,
            Last = Number(json, "last") ?? raw.Received,
            Count = Number(json, "count") ?? 0,
            Exceptions = Numbers(json, "numbers"),
        };
    }

    /// <summary>"discount was negative for the first time in 48211 calls".</summary>
    private static string? First(JsonElement json) =>
        Text(json, "what") is { } what && (Text(json, "variable") ?? Text(json, "method")) is { } subject
            ? Clean($"{subject} was {what} for the first time in {Number(json, "calls") ?? 0} calls")
            : null;

    private static JsonDocument Parse(RawEvent raw)
    {
        var document = JsonDocument.Parse(PairedJson.Repair(raw.Json), s_options);
        return document.RootElement.ValueKind == JsonValueKind.Object ? document : throw new JsonException("An event is a JSON object.");
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Clean(value.GetString()!) : null;

    private static long? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    private static int? Line(JsonElement json) => Number(json, "line") is > 0 and <= int.MaxValue and var line ? (int)line : null;

    private static long[] Numbers(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(n => n.ValueKind == JsonValueKind.Number && n.TryGetInt64(out _)).Select(n => n.GetInt64())]
            : [];

    private static string Clean(string text) => SearchText.Storable(text.Length > MostCharacters ? text[..MostCharacters] : text);
}
