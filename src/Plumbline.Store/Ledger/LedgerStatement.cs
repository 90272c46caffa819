using System.Data.Common;

namespace Plumbline.Store.Ledger;

/// <summary>
/// A statement that is prepared once and run for many rows. PERF: tracking each row costs more than SQLite takes to write it; a statement does
/// some hundred thousand rows a second. The SQL is what SQLite and PostgreSQL have in common.
/// </summary>
internal sealed class LedgerStatement : IDisposable
{
    private readonly DbCommand _command;

    /// <param name="connection">Open.</param>
    /// <param name="transaction">That it is part of.</param>
    /// <param name="sql">With parameters @0, @1 and so on.</param>
    /// <param name="parameters">How many.</param>
    public LedgerStatement(DbConnection connection, DbTransaction transaction, string sql, int parameters)
    {
        _command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this house; values are parameters.
        _command.CommandText = sql;
#pragma warning restore CA2100
        _command.Transaction = transaction;
        for (var i = 0; i < parameters; i++)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = $"@{i}";
            _command.Parameters.Add(parameter);
        }
    }

    /// <summary>An upsert of a row by its key.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="transaction">That it is part of.</param>
    /// <param name="table">Its name.</param>
    /// <param name="columns">The key first.</param>
    public static LedgerStatement Upsert(DbConnection connection, DbTransaction transaction, string table, params string[] columns)
    {
        var names = string.Join(", ", columns.Select(column => $"\"{column}\""));
        var values = string.Join(", ", columns.Select((_, at) => $"@{at}"));
        var updates = string.Join(", ", columns.Skip(1).Select(column => $"\"{column}\" = excluded.\"{column}\""));
        return new LedgerStatement(connection, transaction, $"INSERT INTO {table} ({names}) VALUES ({values}) ON CONFLICT (\"{columns[0]}\") DO UPDATE SET {updates}", columns.Length);
    }

    /// <summary>Rows that it changed.</summary>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>The first value of the first row; null where there is none.</summary>
    public object? Value(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteScalar();
    }

    public DbDataReader Rows(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
