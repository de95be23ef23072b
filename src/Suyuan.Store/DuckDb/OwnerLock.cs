using System.Globalization;
using DuckDB.NET.Data;

namespace Suyuan.Store.DuckDb;

/// <summary>Who has a store open for writing.</summary>
internal sealed record StoreOwner(int? ProcessId, string? Command);

/// <summary>
/// The owner's claim on a store: the file <c>STORE.owner</c>, locked while the store is open, with the owner's process id and command in it.
/// The engine locks the database file too, but by a record lock, which POSIX gives up as soon as any part of the process opens and closes that
/// file (an ingest that looks into a folder does); and a claim tells others whom to wait for. The operating system frees the lock of a
/// process that was killed, so a claim that is left behind is taken over.
/// </summary>
internal sealed class OwnerLock : IDisposable
{
    /// <summary>Longer commands are cut: the text is for a line of an error message.</summary>
    private const int MaxCommand = 200;

    /// <summary>EAGAIN of Linux and of the BSDs, ERROR_SHARING_VIOLATION of Windows.</summary>
    private static readonly int[] s_heldByAnother = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _file;

    private OwnerLock(FileStream file) => _file = file;

    public static string FileOf(string store) => store + ".owner";

    /// <exception cref="StoreInUseException">Another store object, of this or another process, holds the claim.</exception>
    /// <exception cref="StoreFileException">The folder cannot be written.</exception>
    public static OwnerLock Take(string store)
    {
        try
        {
            OwnerLock taken = new(new FileStream(
                FileOf(store), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose));
            taken.Sign();
            return taken;
        }
        catch (IOException error) when (s_heldByAnother.Contains(error.HResult))
        {
            throw InUse(store);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreFileException(
                $"the store {store} cannot be opened for writing, because its folder cannot be written: {error.Message.TrimEnd('.')}; give this user the right to write there, or name another store with --store",
                error);
        }
    }

    /// <summary>For readers: nobody writes now. (If somebody begins to, the engine's own lock keeps the two apart.)</summary>
    /// <exception cref="StoreInUseException">Somebody has the store open for writing.</exception>
    public static void RequireFree(string store)
    {
        try
        {
            using FileStream probe = new(FileOf(store), FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (IOException error) when (s_heldByAnother.Contains(error.HResult))
        {
            throw InUse(store);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // No claim, or none that we may look at.
        }
    }

    public static StoreOwner Read(string store)
    {
        try
        {
            // Through the engine, since the runtime would ask for a lock to read.
            using DuckDBConnection connection = new("DataSource=:memory:");
            connection.Open();
            using DuckDBCommand command = connection.CreateCommand();
            command.CommandText = "SELECT content FROM read_text($file)";
            command.Parameters.Add(new DuckDBParameter("file", FileOf(store)));
            string[] lines = ((string?)command.ExecuteScalar() ?? "").Split('\n', 2);
            return int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out int id)
                ? new StoreOwner(id, lines.Length > 1 ? lines[1].Trim() : null)
                : new StoreOwner(null, null);
        }
        catch (DuckDBException)
        {
            return new StoreOwner(null, null);
        }
    }

    public void Dispose() => _file.Dispose();

    private static StoreInUseException InUse(string store)
    {
        StoreOwner owner = Read(store);
        return new StoreInUseException(store, owner.ProcessId, owner.Command);
    }

    private void Sign()
    {
        string command = string.Join(' ', Environment.GetCommandLineArgs().Select((word, index) => index == 0 ? Path.GetFileNameWithoutExtension(word) : word))
            .ReplaceLineEndings(" ");
        _file.SetLength(0);
        _file.Write(System.Text.Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n{(command.Length > MaxCommand ? command[..MaxCommand] + "…" : command)}\n")));
        _file.Flush();
    }
}
