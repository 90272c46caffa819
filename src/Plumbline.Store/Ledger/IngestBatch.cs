using Microsoft.Data.Sqlite;
using Plumbline.Ledger.Observations;
using Plumbline.Ledger.Sources;
using Plumbline.Store.Ledger.Rows;

namespace Plumbline.Store.Ledger;

/// <summary>The events of one transaction.</summary>
internal sealed class IngestBatch(SqliteConnection connection, EventPreparation preparation)
{
    private readonly Dictionary<(RecordKind Kind, string Key), List<(long Event, Observation Seen)>> _touched = [];
    private IngestTotals _totals;

    /// <param name="events">As they are to be stored.</param>
    /// <param name="now">Unix microseconds.</param>
    public IngestTotals Take(IEnumerable<PreparedEvent> events, long now)
    {
        using (var insert = New("INSERT INTO events (\"Source\", \"Delivery\", \"Received\", \"Body\", \"State\", \"Reason\") VALUES (@0, @1, @2, @3, @4, @5) ON CONFLICT DO NOTHING"))
        {
            foreach (var (source, identity, reading, packed) in events)
            {
                if (insert.Insert(source, identity, now, packed, (int)EventPreparation.StateOf(reading), reading.Rejected ?? reading.Ignored) is { } id)
                {
                    Count(reading, id);
                }
                else
                {
                    _totals += new IngestTotals(0, 0, 0, 1);
                }
            }
        }

        Write();
        return _totals;
    }

    public IngestTotals Rebuild()
    {
        foreach (var table in new[] { "mentions", "deployments", "incidents", "changes", "efforts", "commit_facts", "judgements" })
        {
            using var delete = New($"DELETE FROM {table}");
            delete.Run();
        }

        var read = new List<(long Id, Reading Reading)>();
        using (var all = New("SELECT \"Id\", \"Source\", \"Delivery\", \"Received\", \"Body\" FROM events ORDER BY \"Id\""))
        using (var rows = all.Rows())
        {
            while (rows.Read())
            {
                read.Add((rows.Number(0), preparation.Read(rows.Text(1), rows.Text(2), PackedBody.Unpack(rows.Bytes(4)), rows.Number(3))));
            }
        }

        using (var state = New("UPDATE events SET \"State\" = @1, \"Reason\" = @2 WHERE \"Id\" = @0"))
        {
            foreach (var (id, reading) in read)
            {
                state.Run(id, (int)EventPreparation.StateOf(reading), reading.Rejected ?? reading.Ignored);
                Count(reading, id);
            }
        }

        Write();
        return _totals;
    }

    private void Count(Reading reading, long id)
    {
        _totals += EventPreparation.StateOf(reading) switch
        {
            EventState.Taken => new IngestTotals(1, 0, 0, 0),
            EventState.Ignored => new IngestTotals(0, 1, 0, 0),
            _ => new IngestTotals(0, 0, 1, 0),
        };
        foreach (var seen in reading.Observations)
        {
            var key = (RecordKinds.Of(seen), seen.Key);
            if (!_touched.TryGetValue(key, out var known))
            {
                _touched[key] = known = [];
            }

            known.Add((id, seen));
        }
    }

    /// <summary>Makes the records that this batch touches from what it and all events before it say.</summary>
    private void Write()
    {
        using var earlier = New("SELECT e.\"Source\", e.\"Delivery\", e.\"Received\", e.\"Body\" FROM mentions m JOIN events e ON e.\"Id\" = m.\"EventId\" WHERE m.\"Kind\" = @0 AND m.\"Key\" = @1");
        using var mention = New("INSERT INTO mentions (\"Kind\", \"Key\", \"EventId\") VALUES (@0, @1, @2) ON CONFLICT DO NOTHING");
        using var write = new RecordWrite(connection);

        // PERF: in the order of the indexes, so that each of their pages is changed at once.
        var keys = _touched.Keys.ToArray();
        Array.Sort(keys, (one, other) => one.Kind == other.Kind ? string.CompareOrdinal(one.Key, other.Key) : one.Kind.CompareTo(other.Kind));
        foreach (var (kind, key) in keys)
        {
            var observations = Earlier(earlier, kind, key);
            foreach (var (id, seen) in _touched[(kind, key)])
            {
                observations.Add(seen);
                mention.Run((int)kind, key, id);
            }

            write.Write(kind, key, observations);
        }
    }

    /// <summary>What events before said of a record. Reads an event again that spoke of several of them.</summary>
    private List<Observation> Earlier(LedgerStatement earlier, RecordKind kind, string key)
    {
        var observations = new List<Observation>();
        using var rows = earlier.Rows((int)kind, key);
        while (rows.Read())
        {
            var reading = preparation.Read(rows.Text(0), rows.Text(1), PackedBody.Unpack(rows.Bytes(3)), rows.Number(2));
            observations.AddRange(reading.Observations.Where(seen => RecordKinds.Of(seen) == kind && seen.Key == key));
        }

        return observations;
    }

    private LedgerStatement New(string sql) => new(connection, sql);
}
