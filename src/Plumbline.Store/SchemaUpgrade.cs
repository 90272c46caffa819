using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Plumbline.Store;

/// <summary>
/// Applies the migrations that a file lacks, all in one transaction. DESIGN: not <c>Database.Migrate()</c>, whose lock is a row that stays
/// when its process dies in the middle, and then every later one waits for ever.
/// </summary>
internal sealed class SchemaUpgrade(SqliteConnection connection, Func<SqliteConnection, DbContext> contextOf)
{
    private const string History = "__EFMigrationsHistory";

    /// <exception cref="StoreException">A later version of this program made the file.</exception>
    public void Run(string path)
    {
        using var context = contextOf(connection);
        var known = context.Database.GetMigrations().ToList();
        if (Missing(known, null, path) == 0)
        {
            return;
        }

        using var transaction = connection.BeginTransaction(deferred: false);
        var missing = Missing(known, transaction, path);
        if (missing > 0)
        {
            var from = missing == known.Count ? null : known[^(missing + 1)];
            Execute(context.GetService<IMigrator>().GenerateScript(from, null, MigrationsSqlGenerationOptions.NoTransactions), transaction);
        }

        transaction.Commit();
    }

    private int Missing(List<string> known, SqliteTransaction? transaction, string path)
    {
        var applied = Applied(transaction);
        if (applied.Except(known).Any())
        {
            throw new StoreException(StoreException.Newer, $"The store {path} was made by a later version of plumb.", "Use that version, or move the file out of the way.");
        }

        return known.Except(applied).Count();
    }

    private List<string> Applied(SqliteTransaction? transaction)
    {
        using var exists = Command($"SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '{History}'", transaction);
        if (exists.ExecuteScalar() is not > 0L)
        {
            return [];
        }

        using var command = Command($"SELECT MigrationId FROM {History}", transaction);
        using var rows = command.ExecuteReader();
        var applied = new List<string>();
        while (rows.Read())
        {
            applied.Add(rows.GetString(0));
        }

        return applied;
    }

    private void Execute(string sql, SqliteTransaction transaction)
    {
        using var command = Command(sql, transaction);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, SqliteTransaction? transaction)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants, and what the migrations say.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        return command;
    }
}
