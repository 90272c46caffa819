using System.Text.Json;
using Plumbline.Runtime;

namespace Plumbline.Cli.Json;

/// <summary>One thing in the store.</summary>
/// <param name="What">capture, log, first, recording, or the name of a message that has no word yet.</param>
/// <param name="Failure">Id of the group of failures that it was captured for.</param>
/// <param name="Size">Bytes of the message.</param>
/// <param name="Body">The whole, in the shape of the verb that showed it first; only where the whole is asked for.</param>
/// <param name="Message">The message as it came, where there is no such shape.</param>
internal sealed record StoredLine(
    string Id,
    string What,
    string At,
    string Service,
    int Pid,
    string Host,
    string? Runtime,
    string? Version,
    string? Commit,
    int? Probe,
    string? Method,
    string? File,
    int? Line,
    string? Event,
    string? Outcome,
    string? Type,
    double? Microseconds,
    string? TraceId,
    string? Summary,
    string? Failure,
    int Size,
    JsonLine? Body = null,
    JsonElement? Message = null) : JsonLine
{
    public static StoredLine From(StoredEntry stored) => new(
        stored.Entry.Id,
        stored.Entry.Kind,
        WireTime.Text(stored.Entry.At),
        stored.Source.Service,
        stored.Source.Pid,
        stored.Source.Host,
        stored.Source.Runtime,
        stored.Source.Version,
        stored.Source.Commit,
        stored.Entry.Probe,
        stored.Entry.Method,
        stored.Entry.File,
        stored.Entry.Line,
        stored.Entry.Event,
        stored.Entry.Outcome,
        stored.Entry.Type,
        stored.Entry.Microseconds,
        stored.Entry.TraceId,
        stored.Entry.Summary,
        stored.FailureId,
        stored.Size);
}

/// <summary>A group of failures in the store, over all that saw it.</summary>
/// <param name="Captures">How many captures of it are in the store.</param>
/// <param name="Body">The newest that was told of it; only where the whole is asked for and not gone.</param>
internal sealed record StoredFailureLine(
    string Id,
    string Service,
    string Type,
    string Message,
    string Method,
    string? File,
    int? Line,
    string First,
    string Last,
    long Count,
    int Captures,
    JsonLine? Body = null) : JsonLine
{
    public static StoredFailureLine From(StoredFailure stored) => new(
        stored.Id,
        stored.Service,
        stored.Type,
        stored.Message,
        stored.Method,
        stored.File,
        stored.Line,
        WireTime.Text(stored.First),
        WireTime.Text(stored.Last),
        stored.Count,
        stored.Captures);
}
