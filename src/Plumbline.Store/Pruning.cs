using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Plumbline.Store;

/// <summary>Keeps the store within its bounds: what is oldest goes first, the counts of failures stay, and the file shrinks.</summary>
internal sealed class Pruning(StoreFile file, StoreLimits limits)
{
    /// <summary>To this share of the bound, so that not every batch has to prune.</summary>
    private const double Target = 0.9;

    /// <summary>Rows and indexes of one event beside its body and its text, roughly.</summary>
    private const int Overhead = 600;

    private const int FewestAtOnce = 10;

    /// <summary>Events that went to keep the bound of size, by this object.</summary>
    public long Crowded { get; private set; }

    /// <param name="now">Unix microseconds.</param>
    public void ByAge(long now)
    {
        var oldest = now - limits.MicrosecondsKept;
        using (var context = file.Context())
        {
            using var transaction = context.Database.BeginTransaction();
            context.RawEvents.Where(r => r.Received < oldest).ExecuteDelete();
            Settle(context, oldest);
            context.Failures.Where(f => f.Last < oldest && f.Body != null).ExecuteUpdate(set => set.SetProperty(f => f.Body, (byte[]?)null));
            transaction.Commit();
        }

        Shrink();
    }

    public void BySize()
    {
        if (Used() <= limits.Bytes)
        {
            return;
        }

        while (Used() > limits.Bytes * Target && (DropEvents() || DropBodies()))
        {
            Shrink();
        }
    }

    /// <summary>Gives free pages back to the file system.</summary>
    public void Shrink()
    {
        file.Run("PRAGMA incremental_vacuum");
        file.Run("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>A source that is silent for so long has ended: its counts are added up, and then it can go.</summary>
    private static void Settle(StoreContext context, long oldest)
    {
        var gone = context.Sources.Where(s => s.Heard < oldest);
        var counts = context.Tallies.Where(t => gone.Any(s => s.Id == t.SourceId)).GroupBy(t => t.FailureId)
            .Select(g => new { Failure = g.Key, Count = g.Sum(t => t.Count) }).ToList();
        foreach (var settled in counts)
        {
            context.Failures.Where(f => f.Id == settled.Failure)
                .ExecuteUpdate(set => set.SetProperty(f => f.Settled, f => f.Settled + settled.Count));
        }

        gone.ExecuteDelete();
    }

    private bool DropEvents()
    {
        using var context = file.Context();
        var excess = Used() - (limits.Bytes * Target);
        var ids = new List<string>();
        foreach (var row in context.RawEvents.OrderBy(r => r.Received).ThenBy(r => r.Id)
            .Select(r => new { r.Id, Body = r.Body.Length, Text = context.Entries.Where(e => e.Id == r.Id).Select(e => e.Text.Length).FirstOrDefault() })
            .AsEnumerable().TakeWhile(_ => excess > 0 || ids.Count < FewestAtOnce))
        {
            excess -= row.Body + row.Text + Overhead;
            ids.Add(row.Id);
        }

        foreach (var chunk in ids.Chunk(500))
        {
            context.RawEvents.Where(r => chunk.Contains(r.Id)).ExecuteDelete();
        }

        Crowded += ids.Count;
        return ids.Count > 0;
    }

    /// <summary>When groups alone fill the store, the frames of the oldest go.</summary>
    private bool DropBodies()
    {
        using var context = file.Context();
        var oldest = context.Failures.Where(f => f.Body != null).OrderBy(f => f.Last).Select(f => f.Id).Take(FewestAtOnce).ToList();
        context.Failures.Where(f => oldest.Contains(f.Id)).ExecuteUpdate(set => set.SetProperty(f => f.Body, (byte[]?)null));
        return oldest.Count > 0;
    }

    /// <summary>Bytes of pages that hold something.</summary>
    private long Used() => (Number("PRAGMA page_count") - Number("PRAGMA freelist_count")) * Number("PRAGMA page_size");

    private long Number(string pragma) => Convert.ToInt64(file.Run(pragma), CultureInfo.InvariantCulture);
}
