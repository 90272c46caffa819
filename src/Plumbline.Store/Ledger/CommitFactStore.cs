using Plumbline.Ledger.Code;

namespace Plumbline.Store.Ledger;

/// <summary>Keeps what was found out about commits. Not part of what events say: all of it can be made anew from the repository.</summary>
internal sealed class CommitFactStore(LedgerFile file)
{
    public KeptFacts Open() => new(Read);

    /// <summary>Stores what was added; what it held of the same things under other terms is gone.</summary>
    /// <exception cref="StoreException">The ledger can't be written; it holds what it held before.</exception>
    public void Write(KeptFacts facts)
    {
        if (facts.New.Count == 0)
        {
            return;
        }

        file.Transact(() =>
        {
            using var insert = new LedgerStatement(file.Connection, "INSERT INTO commit_facts (\"Kind\", \"Key\", \"Terms\", \"Body\") VALUES (@0, @1, @2, @3) ON CONFLICT (\"Kind\", \"Key\") DO UPDATE SET \"Terms\" = excluded.\"Terms\", \"Body\" = excluded.\"Body\"");
            foreach (var fact in facts.New)
            {
                insert.Run((int)fact.Kind, fact.Key, fact.Terms, fact.Body);
            }
        });
    }

    private IEnumerable<KeptFact> Read(FactKind kind)
    {
        using var command = file.Connection.CreateCommand();
        command.CommandText = "SELECT \"Key\", \"Terms\", \"Body\" FROM commit_facts WHERE \"Kind\" = @kind";
        command.Parameters.AddWithValue("@kind", (int)kind);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return new KeptFact(kind, rows.GetString(0), rows.GetString(1), (byte[])rows.GetValue(2));
        }
    }
}
