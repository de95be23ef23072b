using System.Runtime.InteropServices;

namespace Suyuan.Telemetry.Files;

/// <summary>What a name without octets stands for. The runtime does not tell pipes, sockets and devices from empty files, and opening one to see could wait for ever.</summary>
internal static partial class FileKind
{
    /// <summary>Of <c>struct statx</c> (statx(2)), the same on every architecture: its size, and where <c>stx_mode</c> lies in it.</summary>
    private const int StatxOctets = 256;
    private const int ModeOffset = 28;

    /// <summary><c>AT_FDCWD</c>, <c>STATX_TYPE</c>, and of a mode the bits that tell the type (inode(7)).</summary>
    private const int CurrentFolder = -100;
    private const uint TypeOnly = 1;
    private const int TypeMask = 0xF000;

    /// <summary>For a refusal.</summary>
    public static string OfEmpty(string path) => Type(path) switch
    {
        0x1000 => "is a named pipe, no file; write what it carries into a file first",
        0x2000 or 0x6000 => "is a device, no file",
        0xC000 => "is a socket, no file",
        _ => "the file is empty",
    };

    /// <summary>0 where the system does not say.</summary>
    private static int Type(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }
        byte[] answer = new byte[StatxOctets];
        try
        {
            return Statx(CurrentFolder, path, 0, TypeOnly, answer) == 0 ? MemoryMarshal.Read<ushort>(answer.AsSpan(ModeOffset)) & TypeMask : 0;
        }
        catch (EntryPointNotFoundException)
        {
            return 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint mask, byte[] answer);
}
