using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using DuckDB.NET.Data;
using Suyuan.Model;

namespace Suyuan.Store.DuckDb;

/// <summary>One connection, and the queries kept under <c>Sql/</c> by their names.</summary>
internal sealed class Database(DuckDBConnection connection) : IDisposable
{
    private static readonly ConcurrentDictionary<string, string> s_texts = new(StringComparer.Ordinal);

    /// <summary>The text of <c>Sql/<paramref name="name"/>.sql</c>.</summary>
    public static string Text(string name) => s_texts.GetOrAdd(name, static key =>
    {
        using Stream stream = typeof(Database).Assembly.GetManifestResourceStream($"Sql/{key}.sql")
            ?? throw new InvalidOperationException($"there is no query {key}");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    });

    /// <summary>Names of all queries below a folder of <c>Sql/</c>, in ascending order.</summary>
    public static IEnumerable<string> Names(string folder) =>
        typeof(Database).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith($"Sql/{folder}/", StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => name[4..^4])
            .Order(StringComparer.Ordinal);

    public void Execute(string query, params IEnumerable<(string Name, object? Value)> parameters)
    {
        using DuckDBCommand command = Command(Text(query), parameters);
        command.ExecuteNonQuery();
    }

    /// <returns>Rows that it changed.</returns>
    public long Change(string query, params IEnumerable<(string Name, object? Value)> parameters)
    {
        using DuckDBCommand command = Command(Text(query), parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>Statements that belong to the adapter itself, not to a question of the domain.</summary>
    public void ExecuteText(string sql, params IEnumerable<(string Name, object? Value)> parameters)
    {
        using DuckDBCommand command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    /// <summary>Streams the rows; no other query may run on this connection before the last was read.</summary>
    public IEnumerable<DuckDBDataReader> Stream(string query, params IEnumerable<(string Name, object? Value)> parameters)
    {
        using DuckDBCommand command = Command(Text(query), parameters);
        command.UseStreamingMode = true;
        using DuckDBDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return reader;
        }
    }

    public List<T> List<T>(string query, Func<DuckDBDataReader, T> row, params IEnumerable<(string Name, object? Value)> parameters) =>
        ListText(Text(query), row, parameters);

    public T Single<T>(string query, Func<DuckDBDataReader, T> row, params IEnumerable<(string Name, object? Value)> parameters) =>
        List(query, row, parameters).Single();

    public List<T> ListText<T>(string sql, Func<DuckDBDataReader, T> row, params IEnumerable<(string Name, object? Value)> parameters)
    {
        using DuckDBCommand command = Command(sql, parameters);
        using DuckDBDataReader reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(row(reader));
        }
        return rows;
    }

    /// <summary>The number of an address-data version; null where no address was placed by it.</summary>
    public int? AddressData(string version) =>
        version.Length == 0 ? null : List("Places/select-version", row => (int?)row.GetInt32(0), ("version", version)).SingleOrDefault();

    public DuckDBAppender Append(string table) => connection.CreateAppender(table);

    /// <summary>To a temporary table of this connection, also where the store is open for reading only.</summary>
    public DuckDBAppender AppendTemporary(string table) => connection.CreateAppender("temp", "main", table);

    /// <summary>All of it, or nothing: appenders on this connection belong to the transaction too.</summary>
    public void InTransaction(Action work)
    {
        ExecuteText("BEGIN TRANSACTION");
        try
        {
            work();
            ExecuteText("COMMIT");
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    public void Dispose() => connection.Dispose();

    private void RollBack()
    {
        try
        {
            ExecuteText("ROLLBACK");
        }
        catch (DuckDBException)
        {
            // The engine has rolled back by itself (a failed COMMIT does); the first failure is the one to tell.
        }
    }

    private DuckDBCommand Command(string sql, IEnumerable<(string Name, object? Value)> parameters)
    {
        DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object? value) in parameters)
        {
            command.Parameters.Add(new DuckDBParameter(name, value switch
            {
                null => DBNull.Value,
                // Queries cast it back: the driver has no parameter type for unsigned 128-bit numbers.
                IpAddress address => address.Value.ToString(CultureInfo.InvariantCulture),
                _ => value,
            }));
        }
        return command;
    }
}

/// <summary>Columns of our own types.</summary>
internal static class Columns
{
    public static IpAddress Address(this DuckDBDataReader reader, int column) => new((UInt128)reader.GetFieldValue<BigInteger>(column));

    public static IpPrefix Prefix(this DuckDBDataReader reader, int address, int length) =>
        new(reader.Address(address), reader.GetByte(length));

    public static string? TextOrNull(this DuckDBDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static T? OrNull<T>(this DuckDBDataReader reader, int column)
        where T : struct => reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);

    public static IDuckDBAppenderRow AppendValue(this IDuckDBAppenderRow row, IpAddress address) => row.AppendValue((BigInteger)address.Value);

    public static IDuckDBAppenderRow AppendValue(this IDuckDBAppenderRow row, IpPrefix prefix) =>
        row.AppendValue(prefix.Address).AppendValue(prefix.Length);
}
