using System.Text.Json;
using Plumbline.Cli.Json;
using Plumbline.Cli.Origins;
using Plumbline.Runtime;
using Plumbline.Store;
using Plumbline.Wire;

namespace Plumbline.Cli.Captures;

/// <summary>A message out of the store: read as one of the wire where it is one that this program knows.</summary>
internal static class StoredMessage
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 128 };

    /// <summary>Null where it is of a kind or a version that is not known here, or no message at all.</summary>
    public static WireMessage? Read(byte[] json)
    {
        try
        {
            return WireJson.Deserialize(PairedJson.Repair(json).Span);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>As it came; null where it is no JSON.</summary>
    public static JsonElement? Raw(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(PairedJson.Repair(json), s_options);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Captures of the call that a first or a slow call tells of; none for other kinds.</summary>
    public static IReadOnlyList<Captured> CapturesOf(StoreReader store, StoredEntry stored)
    {
        if (stored.Entry.Kind is not (EntryKind.First or EntryKind.SlowCall) || store.Message(stored.Entry.Id) is not { } message)
        {
            return [];
        }

        var notice = Read(message);
        return
        [
            .. store.CapturesNear(stored).Select(near => store.Message(near.Entry.Id) is { } json ? Read(json) : null).OfType<Captured>()
                .Where(captured => notice switch
                {
                    FirstSeen { Exception: > 0 } first => captured.Exception == first.Exception,
                    FirstSeen first => captured.First == first.Number,
                    SlowSeen slow => captured.Slow == slow.Number,
                    _ => false,
                }),
        ];
    }

    public static StoredLine Line(StoredEntry stored, byte[] message, FrameOrigins? origins = null)
    {
        var line = StoredLine.From(stored);
        return Body(Read(message), origins ?? FrameOrigins.None) is { } body ? line with { Body = body } : line with { Message = Raw(message) };
    }

    public static StoredFailureLine Line(StoredFailure stored, byte[]? message, FrameOrigins? origins = null) =>
        StoredFailureLine.From(stored) with { Body = message is null ? null : Body(Read(message), origins ?? FrameOrigins.None) };

    private static JsonLine? Body(WireMessage? message, FrameOrigins origins) => message switch
    {
        Captured captured => CaptureLine.From(captured, origins),
        Logged logged => LogLine.From(logged, origins),
        Recorded recorded => RecordingLine.From(recorded, origins),
        FailureSeen seen => FailureGroupLine.From(seen, origins),
        FirstSeen first => FirstLine.From(first),
        SlowSeen slow => SlowCallLine.From(slow),
        _ => null,
    };
}
