namespace Suyuan.Server.Accounts;

/// <summary>Files that the server and the command line both change: one at a time, readable for their owner alone.</summary>
internal static class LockedFile
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(10);

    /// <exception cref="IOException">Another process holds the file for seconds, or it cannot be opened.</exception>
    public static FileStream Open(string path, TimeProvider clock)
    {
        long begun = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, Options(FileMode.OpenOrCreate));
            }
            catch (IOException) when (File.Exists(path) && clock.GetElapsedTime(begun) < s_patience)
            {
                Thread.Sleep(s_pause);
            }
        }
    }

    public static FileStreamOptions Options(FileMode mode)
    {
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        return options;
    }
}
