using System.Data.Common;
using Plumbline.Ledger.Observations;
using Plumbline.Ledger.Sources;
using Plumbline.Store.Ledger.Rows;

namespace Plumbline.Store.Ledger;

/// <summary>The events of one transaction.</summary>
internal sealed class IngestBatch(DbConnection connection, DbTransaction transaction, EventLimits limits)
{
    private readonly Dictionary<(RecordKind Kind, string Key), List<Observation>> _touched = [];
    private IngestTotals _totals;

    /// <summary>The id of the first event that is new.</summary>
    private long _first = long.MaxValue;

    /// <param name="events">As they came.</param>
    /// <param name="now">Unix microseconds.</param>
    public IngestTotals Take(IReadOnlyCollection<LedgerEvent> events, long now)
    {
        using (var insert = New("INSERT INTO events (\"Source\", \"Delivery\", \"Received\", \"Body\", \"State\", \"Reason\") VALUES (@0, @1, @2, @3, @4, @5) ON CONFLICT DO NOTHING RETURNING \"Id\"", 6))
        using (var mention = NewMention())
        {
            // PERF: half of the time goes into reading and packing, of which each event is one for itself.
            foreach (var (raw, identity, reading, packed) in events.AsParallel().AsOrdered().Select(raw => Prepared(raw, now)))
            {
                if (insert.Value(raw.Source, identity, now, packed, (int)StateOf(reading), reading.Rejected ?? reading.Ignored) is long id)
                {
                    _first = Math.Min(_first, id);
                    Count(reading);
                    Mention(mention, reading, id);
                }
                else
                {
                    _totals += new IngestTotals(0, 0, 0, 1);
                }
            }
        }

        Recall();
        Write();
        return _totals;
    }

    public IngestTotals Rebuild()
    {
        foreach (var table in new[] { "mentions", "deployments", "incidents", "changes", "efforts", "commit_facts", "judgements" })
        {
            using var delete = New($"DELETE FROM {table}", 0);
            delete.Run();
        }

        var read = new List<(long Id, Reading Reading)>();
        using (var all = New("SELECT \"Id\", \"Source\", \"Delivery\", \"Received\", \"Body\" FROM events ORDER BY \"Id\"", 0))
        using (var rows = all.Rows())
        {
            while (rows.Read())
            {
                read.Add((rows.GetInt64(0), Read(rows.GetString(1), PackedBody.Unpack((byte[])rows.GetValue(4)), rows.GetString(2), rows.GetInt64(3))));
            }
        }

        using (var state = New("UPDATE events SET \"State\" = @1, \"Reason\" = @2 WHERE \"Id\" = @0", 3))
        using (var mention = NewMention())
        {
            foreach (var (id, reading) in read)
            {
                state.Run(id, (int)StateOf(reading), reading.Rejected ?? reading.Ignored);
                Count(reading);
                Mention(mention, reading, id);
            }
        }

        Write();
        return _totals;
    }

    private (LedgerEvent Raw, string Identity, Reading Reading, byte[] Packed) Prepared(LedgerEvent raw, long now)
    {
        var identity = raw.Identity;
        return (raw, identity, Read(raw.Source, raw.Body, identity, now), PackedBody.Pack(raw.Body));
    }

    private static EventState StateOf(Reading reading) =>
        reading.Rejected is not null ? EventState.Rejected : reading.Observations.Count == 0 ? EventState.Ignored : EventState.Taken;

    private Reading Read(string source, byte[] body, string identity, long received) =>
        SourceTable.Has(source) ? SourceTable.Read(source, body, $"{source}:{identity}", LedgerTime.From(received), limits) : Reading.Reject($"there is no source {source}");

    private void Count(Reading reading) => _totals += StateOf(reading) switch
    {
        EventState.Taken => new IngestTotals(1, 0, 0, 0),
        EventState.Ignored => new IngestTotals(0, 1, 0, 0),
        _ => new IngestTotals(0, 0, 1, 0),
    };

    private void Mention(LedgerStatement mention, Reading reading, long id)
    {
        foreach (var observation in reading.Observations)
        {
            var key = (RecordKinds.Of(observation), observation.Key);
            if (!_touched.TryGetValue(key, out var known))
            {
                _touched[key] = known = [];
            }

            known.Add(observation);
            mention.Run((int)key.Item1, key.Key, id);
        }
    }

    /// <summary>What earlier events said of the records that this batch touches. Reads an event again that spoke of several of them.</summary>
    private void Recall()
    {
        // PERF: most records are new, and of these the index alone tells.
        using var earlier = New(
            "SELECT e.\"Source\", e.\"Delivery\", e.\"Received\", e.\"Body\" FROM mentions m JOIN events e ON e.\"Id\" = m.\"EventId\" WHERE m.\"Kind\" = @0 AND m.\"Key\" = @1 AND m.\"EventId\" < @2", 3);
        foreach (var ((kind, key), observations) in _touched)
        {
            using var rows = earlier.Rows((int)kind, key, _first);
            while (rows.Read())
            {
                var reading = Read(rows.GetString(0), PackedBody.Unpack((byte[])rows.GetValue(3)), rows.GetString(1), rows.GetInt64(2));
                observations.AddRange(reading.Observations.Where(seen => RecordKinds.Of(seen) == kind && seen.Key == key));
            }
        }
    }

    private void Write()
    {
        using var write = new RecordWrite(connection, transaction);
        foreach (var ((kind, key), observations) in _touched)
        {
            write.Write(kind, key, observations);
        }
    }

    private LedgerStatement NewMention() => New("INSERT INTO mentions (\"Kind\", \"Key\", \"EventId\") VALUES (@0, @1, @2) ON CONFLICT DO NOTHING", 3);

    private LedgerStatement New(string sql, int parameters) => new(connection, transaction, sql, parameters);
}
