using Plumbline.Ledger.Observations;
using Plumbline.Ledger.Sources;
using Plumbline.Store.Ledger.Rows;

namespace Plumbline.Store.Ledger;

/// <summary>
/// Takes events into the ledger: each is stored as it came, once; then the records that it speaks of are made anew from all events about them. So
/// no order of arrival and no repetition makes a difference, and everything but the events can be made again.
/// </summary>
internal sealed class LedgerWriter(LedgerFile file, EventLimits limits, TimeProvider time)
{
    /// <summary>Events of one transaction: enough that the pages of an index are changed once for many of them, few enough that others get their turn.</summary>
    private const int Batch = 10_000;

    /// <summary>Bytes of one transaction: large events must not all be held at once.</summary>
    private const long BatchBytes = 16 * 1024 * 1024;

    private readonly EventPreparation _preparation = new(limits);

    /// <summary>All or, if the process ends in between, the first so many thousands; those that came are known when they come again.</summary>
    /// <param name="events">Asked for one after the other, though not by the thread that calls.</param>
    /// <exception cref="StoreException">The ledger can't be used.</exception>
    public IngestTotals Take(IEnumerable<LedgerEvent> events)
    {
        var now = LedgerTime.Of(time.GetUtcNow());
        var totals = default(IngestTotals);
        using var batches = Batches(events).GetEnumerator();

        // PERF: SQLite writes with one processor; meanwhile the others read what comes next.
        var next = Next(batches, now);
        try
        {
            while (next.GetAwaiter().GetResult() is { } batch)
            {
                next = Next(batches, now);
                totals += file.Transact(() => new IngestBatch(file.Connection, _preparation).Take(batch, now));
            }
        }
        finally
        {
            // Nobody may use the events any more once this has returned. That they fail matters only where nothing else did.
            Task.WaitAny(next);
        }

        return totals;
    }

    /// <summary>Forgets all records and makes them again from the events.</summary>
    /// <exception cref="StoreException">The ledger can't be used; it is as it was then.</exception>
    public IngestTotals Rebuild() => file.Transact(() => new IngestBatch(file.Connection, _preparation).Rebuild());

    private Task<PreparedEvent[]?> Next(IEnumerator<List<LedgerEvent>> batches, long now) =>
        Task.Run(() => batches.MoveNext() ? _preparation.Prepare(batches.Current, now) : null);

    private static IEnumerable<List<LedgerEvent>> Batches(IEnumerable<LedgerEvent> events)
    {
        var (batch, bytes) = (new List<LedgerEvent>(), 0L);
        foreach (var one in events)
        {
            batch.Add(one);
            bytes += one.Body.Length;
            if (batch.Count == Batch || bytes >= BatchBytes)
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
