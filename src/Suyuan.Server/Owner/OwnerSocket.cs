using System.Net.Sockets;

namespace Suyuan.Server.Owner;

/// <summary>
/// The socket beside the store (<c>STORE.sock</c>) on which the process that owns it answers who may read the file: its permissions are the authentication.
/// </summary>
public static class OwnerSocket
{
    /// <summary>sun_path of Linux and the BSDs, less the end mark of the shorter.</summary>
    private const int MaxPath = 103;

    /// <returns>Null: the path is too long for a socket, or the system has none.</returns>
    public static string? Of(string store)
    {
        string path = Path.GetFullPath(store) + ".sock";
        return Socket.OSSupportsUnixDomainSockets && !OperatingSystem.IsWindows() && System.Text.Encoding.UTF8.GetByteCount(path) <= MaxPath ? path : null;
    }

    /// <summary>Speaks with whoever listens at the path, over one connection at a time: statistics belong to a connection.</summary>
    internal static HttpClient Client(string path) => new(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = 1,
        ConnectCallback = async (_, cancel) =>
        {
            Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    })
    {
        BaseAddress = new Uri("http://localhost/"),
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>A bound socket that nobody else than this user can connect to at any time: between binding and listening nobody can connect at all.</summary>
    internal static Socket Bind(UnixDomainSocketEndPoint address)
    {
        string path = address.ToString();
        // Of an owner that was killed: the store's claim says that there is no other.
        File.Delete(path);
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(address);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
