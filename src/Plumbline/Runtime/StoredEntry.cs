namespace Plumbline.Runtime;

/// <summary>An entry with where it came from.</summary>
/// <param name="FailureId">The group of failures that it was captured for, or null.</param>
/// <param name="Size">Bytes of the whole message.</param>
internal sealed record StoredEntry(Entry Entry, EventSource Source, string? FailureId, int Size);
