using System.Text;
using Plumbline.Store.Ledger.Rows;

namespace Plumbline.Store.Ledger;

/// <summary>An event that could not be read.</summary>
/// <param name="Source">Who sent it.</param>
/// <param name="Received">Unix microseconds.</param>
/// <param name="Reason">Why it could not be read.</param>
/// <param name="Body">As it came; what is no UTF-8 is replaced.</param>
internal sealed record RejectedEvent(string Source, long Received, string Reason, string Body);

/// <summary>Looks things up in a ledger.</summary>
internal sealed class LedgerReader(LedgerFile file)
{
    public int RejectedCount
    {
        get
        {
            using var context = file.Context();
            return context.Events.Count(row => row.State == EventState.Rejected);
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<RejectedEvent> Rejected(int most)
    {
        using var context = file.Context();
        return
        [
            .. context.Events.Where(row => row.State == EventState.Rejected).OrderByDescending(row => row.Id).Take(most).AsEnumerable()
                .Select(row => new RejectedEvent(row.Source, row.Received, row.Reason ?? "", Encoding.UTF8.GetString(PackedBody.Unpack(row.Body)))),
        ];
    }
}
