using System.Runtime.InteropServices;

namespace Suyuan.Bench;

/// <summary>Processor time of the calling thread: what others do on the machine does not count. Linux only.</summary>
internal static partial class ThreadClock
{
    // CLOCK_THREAD_CPUTIME_ID, clock_gettime(2).
    private const int ThreadTime = 3;

    public static unsafe TimeSpan Used
    {
        get
        {
            // struct timespec of 64-bit systems: seconds, nanoseconds.
            long* time = stackalloc long[2];
            if (GetTime(ThreadTime, time) != 0)
            {
                throw new PlatformNotSupportedException("The thread's processor time could not be read.");
            }
            return TimeSpan.FromSeconds(time[0]) + TimeSpan.FromTicks(time[1] / TimeSpan.NanosecondsPerTick);
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int GetTime(int clock, long* time);
}
