using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;

namespace Suyuan.Store.DuckDb;

/// <summary>The open database file, with the owner's claim where it is open for writing. Says in words why it cannot be opened.</summary>
internal sealed partial class StoreFile : IDisposable
{
    /// <summary>
    /// The engine's buffer pool. Everything larger spills beside the file, so that a large store costs disk, not the machine's memory.
    /// </summary>
    private const string MemoryLimit = "1GB";

    private readonly OwnerLock? _claim;

    private StoreFile(DuckDBConnection connection, OwnerLock? claim)
    {
        Connection = connection;
        _claim = claim;
    }

    public DuckDBConnection Connection { get; }

    public static StoreFile Open(string path, StoreAccess access)
    {
        FileInfo file = new(path);
        if (Directory.Exists(path))
        {
            throw new StoreFileException($"{path} is a folder, no store; name a file with --store, such as {Path.Combine(path, "suyuan.duckdb")}");
        }
        if (access == StoreAccess.Read && !file.Exists)
        {
            throw new FileNotFoundException(
                $"there is no store at {path}; make one with 'suyuan ingest PATH', or name another with --store", path);
        }
        if (file.Directory is { Exists: false })
        {
            throw new StoreFileException($"the folder {file.Directory.FullName} of the store does not exist; make it first, or name another store with --store");
        }
        if (access == StoreAccess.Read)
        {
            OwnerLock.RequireFree(path);
            RequireDatabase(path);
            return new StoreFile(Connect(path, access), claim: null);
        }
        OwnerLock claim = OwnerLock.Take(path);
        try
        {
            if (file is { Exists: true, Length: 0 })
            {
                // Made by mktemp, or by an owner killed before its first write; the engine makes a database only where there is no file.
                file.Delete();
            }
            else if (file.Exists)
            {
                RequireDatabase(path);
            }
            return new StoreFile(Connect(path, access), claim);
        }
        catch
        {
            claim.Dispose();
            throw;
        }
    }

    public static StoreFile Beside(string path, StoreAccess access) => new(OpenAgain(path, access), claim: null);

    /// <summary>A further connection of this process to a store that it has open.</summary>
    public static DuckDBConnection OpenAgain(string path, StoreAccess access)
    {
        DuckDBConnection connection = new(ConnectionText(path, access));
        connection.Open();
        return connection;
    }

    /// <summary>The database first: it writes its log back before others may come.</summary>
    public void Dispose()
    {
        Connection.Dispose();
        _claim?.Dispose();
    }

    /// <summary>The engine's words for a write that the system refused, for want of room or at a limit of the process.</summary>
    public static bool IsFull(DuckDBException error) =>
        error.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase) || error.Message.Contains("File too large", StringComparison.OrdinalIgnoreCase)
        || error.Message.Contains("Disk quota", StringComparison.OrdinalIgnoreCase);

    /// <summary>The engine would look for an extension that can read some of the other formats.</summary>
    private static void RequireDatabase(string path)
    {
        Span<byte> head = stackalloc byte[12];
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head[8..].SequenceEqual("DUCK"u8))
            {
                throw new StoreFileException($"{path} is no Suyuan store; name another file with --store");
            }
        }
        catch (Exception error) when (error is UnauthorizedAccessException or (IOException and not StoreFileException))
        {
            throw new StoreFileException($"the store {path} cannot be read: {error.Message.TrimEnd('.')}; give this user the right to, or name another with --store", error);
        }
    }

    private static DuckDBConnection Connect(string path, StoreAccess access)
    {
        DuckDBConnection connection = new(ConnectionText(path, access));
        try
        {
            connection.Open();
            return connection;
        }
        catch (DuckDBException error)
        {
            connection.Dispose();
            throw Explain(path, error);
        }
    }

    private static string ConnectionText(string path, StoreAccess access) => new DuckDBConnectionStringBuilder
    {
        DataSource = path,
        ["access_mode"] = access == StoreAccess.Read ? "READ_ONLY" : "READ_WRITE",
        ["memory_limit"] = MemoryLimit,
        ["autoinstall_known_extensions"] = "false",
    }.ConnectionString;

    private static IOException Explain(string path, DuckDBException error)
    {
        if (error.Message.Contains("Conflicting lock", StringComparison.OrdinalIgnoreCase))
        {
            StoreOwner owner = Owner(path, error.Message);
            return new StoreInUseException(path, owner.ProcessId, owner.Command);
        }
        if (error.Message.Contains("not a valid DuckDB", StringComparison.Ordinal))
        {
            return new StoreFileException($"{path} is no Suyuan store; name another file with --store", error);
        }
        return new StoreFileException(
            $"the store {path} cannot be opened: {error.Message.TrimEnd('.')}; restore it from a backup, or name another store with --store and ingest again", error);
    }

    /// <summary>Who holds the engine's lock. It may be a reader, which makes no claim.</summary>
    private static StoreOwner Owner(string path, string message)
    {
        StoreOwner claimed = OwnerLock.Read(path);
        if (ProcessInMessage().Match(message) is not { Success: true } match
            || !int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int id))
        {
            return claimed;
        }
        return claimed.ProcessId == id && claimed.ProcessId != Environment.ProcessId ? claimed : new StoreOwner(id, NameOf(id));
    }

    private static string? NameOf(int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            return process.ProcessName;
        }
        catch (ArgumentException)
        {
            // It has ended in between.
            return null;
        }
    }

    [GeneratedRegex(@"\(PID (\d+)\)")]
    private static partial Regex ProcessInMessage();
}
