namespace Plumbline.Runtime;

/// <summary>One event as it arrived. Everything else that is stored about it is derived from <paramref name="Json"/> and can be made again.</summary>
/// <param name="Source">Id of the <see cref="EventSource"/> that it came through.</param>
/// <param name="Delivery">Names the event within its source: the same event delivered twice has the same name.</param>
/// <param name="Received">When it arrived, Unix microseconds by the clock of this machine.</param>
/// <param name="Json">The message of the wire, whole.</param>
internal sealed record RawEvent(string Source, string Delivery, long Received, ReadOnlyMemory<byte> Json)
{
    /// <summary>The same for the same source and delivery, on every machine.</summary>
    public string Id => EntryId.Of(Source, Delivery);
}
