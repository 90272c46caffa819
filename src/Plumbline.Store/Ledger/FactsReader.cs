using System.Data.Common;
using Plumbline.Ledger.Facts;

namespace Plumbline.Store.Ledger;

/// <summary>Reads what a report counts. Texts that many facts have in common are one object each.</summary>
internal sealed class FactsReader(LedgerFile file)
{
    /// <summary>Null where nothing was judged yet.</summary>
    /// <param name="since">Only changes shipped, deployments and incidents from then on; null for all. What an incident is attributed to may have been shipped before.</param>
    /// <exception cref="StoreException">The ledger can't be read.</exception>
    public LedgerFacts? Read(DateTimeOffset? since = null)
    {
        try
        {
            string[] names = [.. Rows("SELECT \"Text\" FROM names ORDER BY \"Id\"", row => row.GetString(0))];
            var judged = Rows("SELECT \"Until\", \"Known\", \"Deployed\" FROM judgements", row => (At: LedgerTime.From(row.GetInt64(0)), Deployed: new Known(row.GetInt32(1), row.GetInt32(2)))).ToList();
            return judged is not [var made] ? null : new LedgerFacts
            {
                Changes = Unpack(FactBlocks.Changes, names, since, FactBlocks.Change, one => one.Shipped),
                Deployments = Unpack(FactBlocks.Deployments, names, since, FactBlocks.Deployment, one => one.At),
                Incidents = Unpack(FactBlocks.Incidents, names, since, FactBlocks.Incident, one => one.Detected),
                Hours = Unpack(FactBlocks.Work, names, null, FactBlocks.Hours, _ => DateTimeOffset.MaxValue),
                Until = made.At,
                Deployed = made.Deployed,
            };
        }
        catch (Exception e) when (StoreTrouble.From(e, file.Connection.DataSource) is { } trouble)
        {
            throw trouble;
        }
    }

    /// <summary>What the facts were made from; null where nothing was judged yet.</summary>
    public string? Digest() => Rows("SELECT \"Digest\" FROM judgements", row => row.GetString(0)).FirstOrDefault();

    /// <summary>The last moment that the events speak of; null where nothing was judged yet.</summary>
    public DateTimeOffset? Until() => Rows("SELECT \"Until\" FROM judgements", row => (DateTimeOffset?)LedgerTime.From(row.GetInt64(0))).FirstOrDefault();

    private List<T> Unpack<T>(int kind, string[] names, DateTimeOffset? since, Func<BinaryReader, string[], T> read, Func<T, DateTimeOffset> time)
    {
        var all = new List<T>();
        foreach (var body in Rows("SELECT \"Body\" FROM fact_blocks WHERE \"Kind\" = @kind AND \"Last\" >= @since ORDER BY \"Number\"", row => (byte[])row.GetValue(0), kind, LedgerTime.Of(since) ?? long.MinValue))
        {
            using var from = new BinaryReader(new MemoryStream(body));
            var count = from.ReadInt32();
            all.EnsureCapacity(all.Count + count);
            for (var i = 0; i < count; i++)
            {
                var one = read(from, names);
                if (since is null || time(one) >= since)
                {
                    all.Add(one);
                }
            }
        }

        return all;
    }

    private IEnumerable<T> Rows<T>(string sql, Func<DbDataReader, T> make, int kind = 0, long since = 0)
    {
        using var command = file.Connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this house.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("@kind", kind);
        command.Parameters.AddWithValue("@since", since);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return make(rows);
        }
    }
}
