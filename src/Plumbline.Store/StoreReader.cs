using Microsoft.EntityFrameworkCore;
using Plumbline.Runtime;
using Plumbline.Store.Rows;

namespace Plumbline.Store;

/// <summary>Looks things up in a store.</summary>
internal sealed class StoreReader(StorePlace place) : IDisposable
{
    private readonly StoreFile _file = StoreFile.Open(place, create: false);

    /// <summary>Entries, newest first.</summary>
    public IReadOnlyList<StoredEntry> Entries(EntryQuery query) => Guard(context =>
        Joined(context, EntrySearch.Entries(context, query).OrderByDescending(e => e.At).ThenBy(e => e.Id).Take(query.Limit)).AsEnumerable()
            .OrderByDescending(e => e.Entry.At).ThenBy(e => e.Entry.Id, StringComparer.Ordinal).ToList());

    /// <summary>Groups of failures, newest first.</summary>
    public IReadOnlyList<StoredFailure> Failures(EntryQuery query) => Guard(context =>
        Counted(context, EntrySearch.Failures(context, query).OrderByDescending(f => f.Last).ThenBy(f => f.Id).Take(query.Limit)));

    /// <summary>Whole ids that begin so, at most a few.</summary>
    public IReadOnlyList<string> Ids(string prefix) => Guard(context =>
    {
        const int Most = 10;
        var entries = context.Entries.Where(e => e.Id.StartsWith(prefix)).Select(e => e.Id).Take(Most).ToList();
        return (IReadOnlyList<string>)[.. entries, .. context.Failures.Where(f => f.Id.StartsWith(prefix)).Select(f => f.Id).Take(Most)];
    });

    public StoredEntry? Entry(string id) => Guard(context => Joined(context, context.Entries.Where(e => e.Id == id)).FirstOrDefault());

    public StoredFailure? Failure(string id) => Guard(context => Counted(context, context.Failures.Where(f => f.Id == id)).FirstOrDefault());

    /// <summary>Captures of a group, newest first.</summary>
    public IReadOnlyList<StoredEntry> CapturesOf(string failure, int most) => Guard(context =>
        Joined(context, context.Entries.Where(e => e.FailureId == failure).OrderByDescending(e => e.At).Take(most)).ToList());

    /// <summary>Captures of the same process from within a moment of an entry, in its method where it names one.</summary>
    public IReadOnlyList<StoredEntry> CapturesNear(StoredEntry stored) => Guard(context =>
    {
        const int Most = 200;
        const long Moment = 2_000_000;
        var (source, at, method) = (stored.Source.Id, stored.Entry.At, stored.Entry.Method);
        return (IReadOnlyList<StoredEntry>)Joined(context, context.Entries
            .Where(e => e.SourceId == source && e.Kind == EntryKind.Capture && e.At >= at - Moment && e.At <= at + Moment)
            .Where(e => method == null || e.Method == method)
            .OrderBy(e => e.At).Take(Most)).ToList();
    });

    /// <summary>The message as it came, of an entry or of a group; null where it is gone.</summary>
    public byte[]? Message(string id) => Guard(context =>
    {
        var body = context.RawEvents.Where(r => r.Id == id).Select(r => r.Body).FirstOrDefault()
            ?? context.Failures.Where(f => f.Id == id).Select(f => f.Body).FirstOrDefault();
        return body is null ? null : PackedBody.Unpack(body);
    });

    /// <summary>Entries with their messages as they came, oldest first, read in portions: a store may be larger than memory.</summary>
    public IEnumerable<(StoredEntry Entry, byte[] Message)> Export(EntryQuery query)
    {
        const int Portion = 100;
        var ids = Guard(context => EntrySearch.Entries(context, query).OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => e.Id).ToList());
        foreach (var portion in ids.Chunk(Portion))
        {
            var read = Guard(context => Joined(context, context.Entries.Where(e => portion.Contains(e.Id))).ToDictionary(e => e.Entry.Id));
            var bodies = Guard(context => context.RawEvents.Where(r => portion.Contains(r.Id)).Select(r => new { r.Id, r.Body }).ToDictionary(r => r.Id, r => PackedBody.Unpack(r.Body)));

            // What was pruned meanwhile is in neither.
            foreach (var id in portion.Where(id => read.ContainsKey(id) && bodies.ContainsKey(id)))
            {
                yield return (read[id], bodies[id]);
            }
        }
    }

    /// <summary>Takes out what matches, and gives how many entries and groups that were.</summary>
    public (int Entries, int Failures) Delete(EntryQuery query) => Guard(context =>
    {
        using var transaction = context.Database.BeginTransaction();
        var entries = EntrySearch.Entries(context, query).Select(e => e.Id);
        var raw = context.RawEvents.Where(r => entries.Contains(r.Id)).ExecuteDelete();
        var failures = EntrySearch.Failures(context, query).ExecuteDelete();
        transaction.Commit();
        new Pruning(_file, new StoreLimits()).Shrink();
        return (raw, failures);
    });

    public void Dispose() => _file.Dispose();

    private static IQueryable<StoredEntry> Joined(StoreContext context, IQueryable<EntryRow> entries) =>
        from e in entries
        join s in context.Sources on e.SourceId equals s.Id
        join r in context.RawEvents on e.Id equals r.Id
        select new StoredEntry(
            new Entry
            {
                Id = e.Id,
                Kind = e.Kind,
                At = e.At,
                Probe = e.Probe,
                Method = e.Method,
                File = e.File,
                Line = e.Line,
                Event = e.Event,
                Outcome = e.Outcome,
                Type = e.Type,
                Microseconds = e.Microseconds,
                TraceId = e.TraceId,
                Exception = e.Exception,
                Summary = e.Summary,
                Text = e.Text,
            },
            new EventSource(s.Id, s.Service, s.Pid, s.Host, s.Runtime, s.Version, s.Commit, s.Started),
            e.FailureId,
            r.Size);

    private static IReadOnlyList<StoredFailure> Counted(StoreContext context, IQueryable<FailureRow> failures) =>
    [
        .. failures.Select(f => new StoredFailure(
            f.Id,
            f.Service,
            f.Type,
            f.Message,
            f.Method,
            f.File,
            f.Line,
            f.First,
            f.Last,
            f.Settled + context.Tallies.Where(t => t.FailureId == f.Id).Sum(t => t.Count),
            context.Entries.Count(e => e.FailureId == f.Id))),
    ];

    private T Guard<T>(Func<StoreContext, T> work)
    {
        try
        {
            using var context = _file.Context();
            return work(context);
        }
        catch (Exception e) when (StoreTrouble.From(e, place.Database) is { } trouble)
        {
            throw trouble;
        }
    }
}
