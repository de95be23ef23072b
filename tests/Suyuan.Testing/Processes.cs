using System.Diagnostics;

namespace Suyuan.Testing;

/// <summary>How tests end processes that they started.</summary>
public static class Processes
{
    /// <summary>SIGKILL: nothing of the process's own runs any more.</summary>
    public static void KillNow(this Process process)
    {
        ArgumentNullException.ThrowIfNull(process);
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Whatever became of it before.</summary>
    public static void EndAndDispose(this Process process)
    {
        ArgumentNullException.ThrowIfNull(process);
        if (!process.HasExited)
        {
            process.KillNow();
        }
        process.Dispose();
    }
}
