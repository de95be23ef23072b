using System.Globalization;

namespace Suyuan.Server.Collection.Diagnosis;

/// <summary>Who has a UDP port open, as Linux tells in /proc (proc(5)).</summary>
internal static class PortHolder
{
    /// <returns>Null: nobody that the system tells of.</returns>
    public static string? Of(int port)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }
        try
        {
            string[][] rows = [.. ((string[])["/proc/net/udp", "/proc/net/udp6"]).Where(File.Exists).SelectMany(file => File.ReadLines(file).Skip(1)).Select(Columns).Where(row => HasPort(row, port))];
            return rows.Length == 0 ? null : Holder([.. rows.Select(row => $"socket:[{row[9]}]")]) ?? $"a process of the user with the number {rows[0][7]}";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string[] Columns(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Column 1 is the local address as hexadecimal digits, a colon and the port; 7 the user and 9 the inode.</summary>
    private static bool HasPort(string[] row, int port) =>
        row.Length > 9 && int.TryParse(row[1].AsSpan(row[1].LastIndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int bound) && bound == port;

    /// <summary>The process that has one of the sockets open; null where it is another user's.</summary>
    private static string? Holder(HashSet<string> sockets)
    {
        foreach (string process in Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)))
        {
            try
            {
                if (Directory.EnumerateFiles(Path.Combine(process, "fd")).Any(file => File.ResolveLinkTarget(file, false) is FileSystemInfo target && sockets.Contains(target.Name)))
                {
                    return $"{File.ReadAllText(Path.Combine(process, "comm")).Trim()} (process {Path.GetFileName(process)})";
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Another user's, or it has ended meanwhile.
            }
        }
        return null;
    }
}
