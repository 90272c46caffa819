namespace Plumbline.Store.Rows;

/// <summary>One event as it arrived. Written once, never changed.</summary>
internal sealed class RawEventRow
{
    public required string Id { get; set; }
    public required string SourceId { get; set; }
    public required string Delivery { get; set; }

    /// <summary>Unix microseconds by the clock of this machine; a target can't make its events stay by dating them ahead.</summary>
    public long Received { get; set; }

    /// <summary>Bytes of the message.</summary>
    public int Size { get; set; }

    /// <summary>The message, packed; see <see cref="PackedBody"/>.</summary>
    public required byte[] Body { get; set; }
}
