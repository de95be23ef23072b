using System.Runtime.InteropServices;

namespace Suyuan.Detection.Windows;

/// <summary>Memory mapped by itself, for which Linux is asked for huge pages (mmap(2), madvise(2)).</summary>
internal static unsafe partial class HugePages
{
    /// <summary>A huge page of x86-64 and of most ARM64 systems.</summary>
    private const int Octets = 1 << 21;

    // Values of Linux, the same for all architectures that .NET runs on.
    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymous = 0x02 | 0x20;
    private const int AdviseHuge = 14;

    public static bool Suit(nuint octets) => OperatingSystem.IsLinux() && octets >= Octets;

    /// <summary>Zeroed.</summary>
    public static void* Map(nuint octets)
    {
        void* at = Map(null, octets, ReadWrite, PrivateAnonymous, -1, 0);
        if ((nint)at == -1)
        {
            throw new InsufficientMemoryException($"The system gives no {octets >> 20} MiB for the counters of a minute.");
        }
        // Advice: where there are no huge pages, small ones do.
        _ = Advise(at, octets, AdviseHuge);
        return at;
    }

    public static void Unmap(void* at, nuint octets) => _ = UnmapAt(at, octets);

    [LibraryImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void* Map(void* at, nuint octets, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int UnmapAt(void* at, nuint octets);

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(void* at, nuint octets, int advice);
}
