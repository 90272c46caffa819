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
    /// <summary>Events of one transaction: enough that a commit costs nothing, few enough that others get their turn.</summary>
    private const int Batch = 5000;

    /// <summary>Bytes of one transaction: large events must not all be held at once.</summary>
    private const long BatchBytes = 32 * 1024 * 1024;

    /// <summary>All or, if the process ends in between, the first so many thousands; those that came are known when they come again.</summary>
    /// <exception cref="StoreException">The ledger can't be used.</exception>
    public IngestTotals Take(IEnumerable<LedgerEvent> events)
    {
        var totals = default(IngestTotals);
        foreach (var batch in Batches(events))
        {
            totals += file.Transact(transaction => new IngestBatch(file.Connection, transaction, limits).Take(batch, LedgerTime.Of(time.GetUtcNow())));
        }

        return totals;
    }

    /// <summary>Forgets all records and makes them again from the events.</summary>
    /// <exception cref="StoreException">The ledger can't be used; it is as it was then.</exception>
    public IngestTotals Rebuild() => file.Transact(transaction => new IngestBatch(file.Connection, transaction, limits).Rebuild());

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
