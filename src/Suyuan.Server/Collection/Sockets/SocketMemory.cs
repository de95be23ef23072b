using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Suyuan.Server.Collection.Sockets;

/// <summary>What the kernel says of a socket's receive buffer.</summary>
/// <param name="Used">Octets held now, with the kernel's own overhead.</param>
/// <param name="Granted">Octets that may be held.</param>
/// <param name="Drops">Datagrams dropped since the socket was opened, for want of room.</param>
internal readonly record struct SocketMemory(long Used, long Granted, long Drops)
{
    // asm-generic/socket.h: SOL_SOCKET, SO_RCVBUFFORCE, SO_MEMINFO; the order of the latter is that of linux/sock_diag.h.
    private const int SocketLevel = 1;
    private const int ForceReceiveBuffer = 33;
    private const int MemoryInfo = 55;
    private const int UsedIndex = 0;
    private const int GrantedIndex = 1;
    private const int DropsIndex = 8;
    private const int InfoCount = 9;

    /// <summary>Null where the system does not tell (before Linux 4.12, other systems): unknown is not zero.</summary>
    public static SocketMemory? Of(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }
        Span<uint> info = stackalloc uint[InfoCount];
        try
        {
            return socket.GetRawSocketOption(SocketLevel, MemoryInfo, MemoryMarshal.AsBytes(info)) < InfoCount * sizeof(uint)
                ? null
                : new SocketMemory(info[UsedIndex], info[GrantedIndex], info[DropsIndex]);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }

    /// <summary>Asks for a receive buffer, beyond the system's limit where the process may (CAP_NET_ADMIN).</summary>
    /// <returns>Octets granted.</returns>
    public static int Request(Socket socket, int octets)
    {
        socket.ReceiveBufferSize = octets;
        if (OperatingSystem.IsLinux() && GrantedTo(socket) < octets)
        {
            try
            {
                socket.SetRawSocketOption(SocketLevel, ForceReceiveBuffer, MemoryMarshal.AsBytes([octets]));
            }
            catch (SocketException)
            {
                // Not allowed: what was granted stays.
            }
        }
        return GrantedTo(socket);
    }

    /// <summary>Linux doubles what is asked for, for its overhead, and says so (socket(7)).</summary>
    private static int GrantedTo(Socket socket) => OperatingSystem.IsLinux() ? socket.ReceiveBufferSize / 2 : socket.ReceiveBufferSize;
}
