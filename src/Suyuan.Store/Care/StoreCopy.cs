using System.Globalization;
using DuckDB.NET.Data;
using Suyuan.Store.DuckDb;

namespace Suyuan.Store.Care;

/// <summary>Whole copies of a store: what is committed at one moment, written anew without the room that removed rows left.</summary>
public static class StoreCopy
{
    /// <summary>Copies a store that nobody writes to.</summary>
    /// <param name="file">Must not exist; half a file is left nowhere.</param>
    /// <exception cref="StoreInUseException">Another process has it open for writing.</exception>
    /// <exception cref="StoreFileException">It is no store, or of a version that cannot be used.</exception>
    /// <exception cref="IOException">The copy cannot be written, for want of room among others.</exception>
    public static void Write(string store, string file)
    {
        // Says in words what is wrong with it.
        DuckDbStore.Open(store, StoreAccess.Read, TimeProvider.System).Dispose();
        WriteClosed(Path.GetFullPath(store), file);
    }

    /// <summary>Writes the store anew, and puts the new file in its place: until then, and after a kill at any moment, the old one is whole.</summary>
    /// <exception cref="StoreInUseException">Another process has it open.</exception>
    /// <exception cref="IOException">The new file cannot be written, for want of room among others.</exception>
    public static void Compact(string store)
    {
        string path = Path.GetFullPath(store);
        string anew = path + ".compact";
        // Writes the engine's log into the file, so that the file alone is the store.
        DuckDbStore.Open(path, StoreAccess.Write, TimeProvider.System).Dispose();
        using OwnerLock claim = OwnerLock.Take(path);
        Remove(anew);
        WriteClosed(path, anew);
        if (File.Exists(path + ".wal"))
        {
            throw new StoreFileException($"the store {path} has a log of changes beside it that was not there before; it is left as it is");
        }
        File.Move(anew, path, overwrite: true);
    }

    /// <summary>Of the database that is in use on the connection.</summary>
    /// <param name="store">Its file: a copy takes as much room at most.</param>
    internal static void Write(Database database, string store, string file)
    {
        RequireRoom(store, file);
        if (File.Exists(file))
        {
            throw new IOException($"{file} is there already");
        }
        string source = database.ListText("SELECT current_database()", row => row.GetString(0)).Single();
        try
        {
            database.ExecuteText($"ATTACH {Quoted(Path.GetFullPath(file))} AS copy");
            try
            {
                database.ExecuteText($"COPY FROM DATABASE \"{source.Replace("\"", "\"\"", StringComparison.Ordinal)}\" TO copy");
                database.ExecuteText("CHECKPOINT copy");
            }
            finally
            {
                database.ExecuteText("DETACH copy");
            }
            using FileStream written = new(file, FileMode.Open, FileAccess.ReadWrite);
            written.Flush(flushToDisk: true);
        }
        catch (Exception error)
        {
            Remove(file);
            if (error is DuckDBException engine)
            {
                throw new IOException($"{file} cannot be written: {engine.Message.TrimEnd('.')}{(StoreFile.IsFull(engine) ? "; make room there, or name another place" : "")}", error);
            }
            throw;
        }
    }

    private static void WriteClosed(string store, string file)
    {
        using Database database = new(StoreFile.OpenAgain(":memory:", StoreAccess.Write));
        database.ExecuteText($"ATTACH {Quoted(store)} AS store (READ_ONLY)");
        database.ExecuteText("USE store");
        Write(database, store, file);
    }

    /// <summary>Told before anything is written: an engine that meets a full disk amid a commit may have to be opened anew.</summary>
    private static void RequireRoom(string store, string file)
    {
        long needed = Octets(store) + Octets(store + ".wal");
        long free = new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(file))!).AvailableFreeSpace;
        if (free < needed)
        {
            throw new IOException(string.Create(
                CultureInfo.InvariantCulture, $"{file} cannot be written: a copy takes up to {needed / 1e6:N0} MB, and {free / 1e6:N0} MB are free there; make room and do it again"));
        }

        static long Octets(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;
    }

    private static void Remove(string file)
    {
        File.Delete(file);
        File.Delete(file + ".wal");
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
