using Plumbline.Ledger.Sources;
using Plumbline.Store.Ledger.Rows;

namespace Plumbline.Store.Ledger;

/// <summary>An event that is ready to be stored.</summary>
/// <param name="Source">Who sent it.</param>
/// <param name="Identity">What tells it from all others of its source.</param>
/// <param name="Reading">What it says.</param>
/// <param name="Packed">Its body as it is kept.</param>
internal readonly record struct PreparedEvent(string Source, string Identity, Reading Reading, byte[] Packed);

/// <summary>Reads events and makes them ready to be stored: all that can be done to each by itself, without the ledger.</summary>
internal sealed class EventPreparation(EventLimits limits)
{
    /// <param name="events">As they came.</param>
    /// <param name="received">Unix microseconds.</param>
    /// <returns>The same in the same order.</returns>
    public PreparedEvent[] Prepare(IReadOnlyCollection<LedgerEvent> events, long received) =>
        [.. events.AsParallel().AsOrdered().Select(one => Prepare(one, one.Identity, received))];

    /// <summary>What a stored event says.</summary>
    public Reading Read(string source, string identity, byte[] body, long received) =>
        SourceTable.Has(source) ? SourceTable.Read(source, body, $"{source}:{identity}", LedgerTime.From(received), limits) : Reading.Reject($"there is no source {source}");

    public static EventState StateOf(Reading reading) =>
        reading.Rejected is not null ? EventState.Rejected : reading.Observations.Count == 0 ? EventState.Ignored : EventState.Taken;

    private PreparedEvent Prepare(LedgerEvent one, string identity, long received) =>
        new(one.Source, identity, Read(one.Source, identity, one.Body, received), PackedBody.Pack(one.Body));
}
