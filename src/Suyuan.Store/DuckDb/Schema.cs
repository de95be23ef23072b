using System.Globalization;
using System.Security.Cryptography;
using DuckDB.NET.Data;

namespace Suyuan.Store.DuckDb;

/// <summary>Brings a store to this program's schema: the files of <c>Sql/Migrations</c> in their order, each in a transaction of its own.</summary>
internal static class Schema
{
    /// <summary>File name without folder and extension begins with the version: <c>0001-initial</c>.</summary>
    private static readonly (int Version, string Query)[] s_migrations =
        [.. Database.Names("Migrations").Select(name => (int.Parse(name.AsSpan("Migrations/".Length, 4), NumberStyles.None, CultureInfo.InvariantCulture), name))];

    public static int Newest => s_migrations[^1].Version;

    /// <summary>Checks that the file is a store of a version that we know, and migrates it where that is allowed.</summary>
    /// <param name="key">For a new store; null = random.</param>
    public static void Prepare(Database database, string path, StoreAccess access, long now, string? key)
    {
        int version = Version(database, path);
        if (version > Newest)
        {
            throw new StoreFileException(string.Create(
                CultureInfo.InvariantCulture,
                $"the store {path} was written by a newer Suyuan (schema {version}, this one knows {Newest}); use that version, or name another store with --store"));
        }
        if (version < Newest && access == StoreAccess.Read)
        {
            throw new StoreFileException(string.Create(
                CultureInfo.InvariantCulture,
                $"the store {path} was written by an older Suyuan (schema {version}, now {Newest}); a command that writes, such as 'suyuan ingest', brings it up to date"));
        }
        foreach ((int next, string query) in s_migrations.Where(migration => migration.Version > version))
        {
            database.InTransaction(() => Apply(database, next, query, now, key));
        }
    }

    private static void Apply(Database database, int version, string query, long now, string? key)
    {
        if (version == 1)
        {
            database.ExecuteText("CREATE TABLE schema_version (version INTEGER NOT NULL, written_at BIGINT NOT NULL)");
        }
        database.ExecuteText(Database.Text(query));
        database.Execute("Facts/insert-schema-version", ("version", version), ("now", now));
        if (version == 1)
        {
            database.Execute("Facts/insert-store-info", ("key", key ?? RandomNumberGenerator.GetHexString(16, lowercase: true)), ("now", now));
        }
    }

    /// <summary>0 for a file without tables.</summary>
    private static int Version(Database database, string path)
    {
        List<string> tables = database.ListText("SELECT table_name FROM duckdb_tables() WHERE NOT temporary", Name);
        if (tables.Count == 0)
        {
            return 0;
        }
        if (!tables.Contains("schema_version") || !tables.Contains("store_info"))
        {
            throw new StoreFileException($"{path} is a DuckDB file, but no Suyuan store; name another file with --store");
        }
        return database.ListText("SELECT max(version) FROM schema_version", row => row.GetInt32(0)).Single();
    }

    private static string Name(DuckDBDataReader row) => row.GetString(0);
}
