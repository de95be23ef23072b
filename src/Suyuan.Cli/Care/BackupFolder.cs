using System.Security.Cryptography;
using Suyuan.Server.Accounts;
using Suyuan.Server.Alarms;
using Suyuan.Server.Collection;
using Suyuan.Store;

namespace Suyuan.Cli.Care;

/// <summary>
/// A backup: a folder with the store and what lies beside it, and <c>SHA256SUMS</c> over all of them, as <c>sha256sum -c</c> reads it. The folder takes its name
/// when it is whole.
/// </summary>
internal static class BackupFolder
{
    public const string Sums = "SHA256SUMS";

    private const string StoreName = "store.duckdb";

    /// <summary>What lies beside a store and is not made again by itself.</summary>
    private static readonly (string Name, Func<string, string> Of)[] s_beside =
    [
        ("accounts.json", AccountFile.FileOf), ("audit.jsonl", AuditLog.FileOf), ("alarms.json", AlarmOptions.FileOf), ("collector.json", CollectorOptions.StateFileOf),
    ];

    /// <param name="copy">Writes the store into a new file.</param>
    /// <returns>Octets.</returns>
    /// <exception cref="IOException">The folder is there already, or cannot be written.</exception>
    public static long Write(string store, string folder, Action<string> copy)
    {
        RequireNew(folder);
        string partial = folder.TrimEnd(Path.DirectorySeparatorChar) + ".partial";
        if (Directory.Exists(partial))
        {
            // Of a backup that was cut off.
            Directory.Delete(partial, recursive: true);
        }
        CreateForOwner(partial);
        try
        {
            // Before the store: a collector's state may be older than its store, never newer.
            foreach ((string name, Func<string, string> of) in s_beside.Where(file => File.Exists(file.Of(store))))
            {
                File.Copy(of(store), Path.Combine(partial, name));
            }
            copy(Path.Combine(partial, StoreName));
            string[] files = [.. Directory.EnumerateFiles(partial).Order(StringComparer.Ordinal)];
            File.WriteAllLines(Path.Combine(partial, Sums), files.Select(file => $"{Digest(file)}  {Path.GetFileName(file)}"));
            Directory.Move(partial, folder);
            return files.Select(file => new FileInfo(Path.Combine(folder, Path.GetFileName(file))).Length).Sum();
        }
        catch
        {
            Directory.Delete(partial, recursive: true);
            throw;
        }
    }

    /// <summary>Writes nothing over: neither a store nor a file beside it.</summary>
    /// <exception cref="IOException">There is something already, or the backup is not as it was written; the message says which file.</exception>
    public static void Restore(string folder, string store)
    {
        string path = Path.GetFullPath(store);
        IReadOnlyList<string> names = Check(folder);
        (string From, string To)[] files = [.. s_beside.Where(file => names.Contains(file.Name)).Select(file => (Path.Combine(folder, file.Name), file.Of(path))), (Path.Combine(folder, StoreName), path)];
        foreach (string there in files.Select(file => file.To).Append(path + ".wal").Where(File.Exists))
        {
            // Files beside come first: those that a restore put there before it was cut off are the backup's own.
            if (there == path || there == path + ".wal" || Digest(there) != Digest(files.Single(file => file.To == there).From))
            {
                throw new IOException($"{there} is there already, and nothing is written over; name another store with --store, or move it away");
            }
        }
        foreach ((string from, string to) in files)
        {
            string partial = to + ".partial";
            File.Copy(from, partial, overwrite: true);
            using (FileStream written = new(partial, FileMode.Open, FileAccess.ReadWrite))
            {
                written.Flush(flushToDisk: true);
            }
            if (to == path)
            {
                // Of a version that this program can read, and whole as the engine sees it.
                DuckDbStore.Open(partial, StoreAccess.Read, TimeProvider.System).Dispose();
            }
            File.Move(partial, to, overwrite: to != path);
        }
    }

    /// <returns>The file of a store that is named, or that a backup holds.</returns>
    public static string StoreOf(string path) => Directory.Exists(path) && File.Exists(Path.Combine(path, StoreName)) ? Path.Combine(path, StoreName) : path;

    /// <returns>Names of its files, each as it was written.</returns>
    private static List<string> Check(string folder)
    {
        string sums = Path.Combine(folder, Sums);
        if (!File.Exists(sums))
        {
            throw new FileNotFoundException($"{folder} is no backup: there is no {Sums} in it", sums);
        }
        List<string> names = [];
        foreach (string line in File.ReadAllLines(sums))
        {
            if (line.Split("  ", 2) is not [string digest, string name] || Path.GetFileName(name) != name)
            {
                throw new IOException($"{sums}: '{line}' is no digest and file name");
            }
            string file = Path.Combine(folder, name);
            if (!File.Exists(file))
            {
                throw new FileNotFoundException($"the backup {folder} is not whole: {name} is missing", file);
            }
            if (Digest(file) != digest)
            {
                throw new IOException($"the backup {folder} is damaged: {name} is not what {Sums} says; use another backup");
            }
            names.Add(name);
        }
        return names.Contains(StoreName) ? names : throw new FileNotFoundException($"the backup {folder} is not whole: {Sums} names no {StoreName}");
    }

    private static void RequireNew(string folder)
    {
        if (Path.Exists(folder))
        {
            throw new IOException($"{folder} is there already; name a new folder for the backup");
        }
        if (Path.GetDirectoryName(Path.GetFullPath(folder)) is string parent && !Directory.Exists(parent))
        {
            throw new IOException($"the folder {parent} does not exist; make it first");
        }
    }

    /// <summary>It holds the accounts' hashes, and addresses.</summary>
    private static void CreateForOwner(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static string Digest(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
