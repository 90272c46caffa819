using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Plumbline.Runtime;
using Plumbline.Store.Rows;

namespace Plumbline.Store;

/// <summary>Writes events of one source in one transaction: all of them or none. What is there already stays as it is, so a replay changes nothing.</summary>
internal sealed class BatchWrite(StoreContext context, EventSource source)
{
    public void Save(IReadOnlyCollection<RawEvent> batch, long now)
    {
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        using var transaction = context.Database.BeginTransaction();
        Hear(now);
        var failures = new List<(RawEvent Raw, FailureState State)>();
        var others = new Dictionary<string, RawEvent>();
        foreach (var raw in batch)
        {
            if (FailureOf(raw) is { } state)
            {
                failures.Add((raw, state));
            }
            else
            {
                others.TryAdd(raw.Id, raw);
            }
        }

        AddEvents(others);
        context.SaveChanges();
        new FailureWrite(context, source).Save(failures);
        context.SaveChanges();
        transaction.Commit();
    }

    private void Hear(long now)
    {
        if (context.Sources.Where(s => s.Id == source.Id).ExecuteUpdate(set => set.SetProperty(s => s.Heard, now)) > 0)
        {
            return;
        }

        context.Add(new SourceRow
        {
            Id = source.Id,
            Service = SearchText.Storable(source.Service),
            Pid = source.Pid,
            Host = SearchText.Storable(source.Host),
            Runtime = source.Runtime,
            Version = source.Version is { } version ? SearchText.Storable(version) : null,
            Commit = source.Commit is { } commit ? SearchText.Storable(commit) : null,
            Started = source.Started,
            Heard = now,
        });
    }

    private void AddEvents(Dictionary<string, RawEvent> events)
    {
        var known = context.RawEvents.Where(r => events.Keys.Contains(r.Id)).Select(r => r.Id).ToHashSet();
        foreach (var raw in events.Values.Where(raw => !known.Contains(raw.Id)))
        {
            context.Add(new RawEventRow
            {
                Id = raw.Id,
                SourceId = raw.Source,
                Delivery = raw.Delivery,
                Received = raw.Received,
                Size = raw.Json.Length,
                Body = PackedBody.Pack(raw.Json.Span),
            });
            context.Add(Row(raw, EntryOf(raw)));
        }
    }

    private static EntryRow Row(RawEvent raw, Entry entry) => new()
    {
        Id = entry.Id,
        SourceId = raw.Source,
        Kind = entry.Kind,
        At = entry.At,
        Probe = entry.Probe,
        Method = entry.Method,
        File = entry.File,
        Line = entry.Line,
        Event = entry.Event,
        Outcome = entry.Outcome,
        Type = entry.Type,
        Microseconds = entry.Microseconds,
        TraceId = entry.TraceId,
        Exception = entry.Exception,
        Summary = entry.Summary,
        Text = entry.Text,
    };

    /// <summary>What is no JSON is kept as it came; it can be shown, not searched.</summary>
    private static Entry EntryOf(RawEvent raw)
    {
        try
        {
            return EventReading.Entry(raw);
        }
        catch (JsonException)
        {
            return new Entry { Id = raw.Id, Kind = "unknown", At = raw.Received, Text = "" };
        }
    }

    private static FailureState? FailureOf(RawEvent raw)
    {
        try
        {
            return EventReading.Failure(raw);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
