using System.Globalization;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;

namespace Suyuan.Store.DuckDb;

/// <summary>Opens the file, and says in words why it cannot.</summary>
internal static partial class StoreFile
{
    /// <summary>
    /// The engine's buffer pool. Everything larger spills beside the file, so that a large store costs disk, not the machine's memory.
    /// </summary>
    private const string MemoryLimit = "1GB";

    /// <summary>Names the owner's process, for those whose error message cannot (another engine version, a network file system).</summary>
    public static string OwnerFile(string path) => path + ".owner";

    public static DuckDBConnection Open(string path, StoreAccess access)
    {
        FileInfo file = new(path);
        if (access == StoreAccess.Read && !file.Exists)
        {
            throw new FileNotFoundException(
                $"there is no store at {path}; make one with 'suyuan ingest PATH', or name another with --store", path);
        }
        if (access == StoreAccess.Write && file.Directory is { Exists: false })
        {
            throw new DirectoryNotFoundException($"the folder {file.Directory.FullName} of the store does not exist; make it first");
        }
        DuckDBConnection connection = new(ConnectionText(path, access));
        try
        {
            connection.Open();
        }
        catch (DuckDBException error)
        {
            connection.Dispose();
            throw Explain(path, error);
        }
        if (access == StoreAccess.Write)
        {
            File.WriteAllText(OwnerFile(path), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        return connection;
    }

    /// <summary>A further connection of this process to a store that it has open.</summary>
    public static DuckDBConnection OpenAgain(string path, StoreAccess access)
    {
        DuckDBConnection connection = new(ConnectionText(path, access));
        connection.Open();
        return connection;
    }

    private static string ConnectionText(string path, StoreAccess access) => new DuckDBConnectionStringBuilder
    {
        DataSource = path,
        ["access_mode"] = access == StoreAccess.Read ? "READ_ONLY" : "READ_WRITE",
        ["memory_limit"] = MemoryLimit,
        ["autoinstall_known_extensions"] = "false",
    }.ConnectionString;

    public static void Release(string path) => File.Delete(OwnerFile(path));

    private static IOException Explain(string path, DuckDBException error)
    {
        if (error.Message.Contains("lock", StringComparison.OrdinalIgnoreCase))
        {
            return new StoreInUseException(path, Owner(path, error.Message));
        }
        if (error.Message.Contains("not a valid DuckDB", StringComparison.Ordinal))
        {
            return new StoreFileException($"{path} is no Suyuan store; name another file with --store", error);
        }
        return new StoreFileException($"the store {path} cannot be opened: {error.Message}", error);
    }

    private static int? Owner(string path, string message)
    {
        if (ProcessInMessage().Match(message) is { Success: true } match && Number(match.Groups[1].Value) is int named)
        {
            return named;
        }
        try
        {
            return Number(File.ReadAllText(OwnerFile(path)));
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    [GeneratedRegex(@"\(PID (\d+)\)")]
    private static partial Regex ProcessInMessage();
}
