using System.Net.Sockets;
using System.Text;

namespace Suyuan.Server;

/// <summary>Tells the service manager that started this process how far it is (sd_notify(3)); says nothing where nobody wants to know.</summary>
public static class ServiceNotices
{
    private const string Variable = "NOTIFY_SOCKET";

    /// <summary>It listens and answers.</summary>
    public static void Ready() => Send("READY=1");

    /// <summary>It commits what is open, and ends.</summary>
    public static void Stopping() => Send("STOPPING=1");

    private static void Send(string state)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 1 } path || OperatingSystem.IsWindows())
        {
            return;
        }
        try
        {
            using Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            // A name that begins with @ is of the abstract namespace.
            socket.SendTo(Encoding.UTF8.GetBytes(state), new UnixDomainSocketEndPoint(path[0] == '@' ? "\0" + path[1..] : path));
        }
        catch (SocketException)
        {
            // The manager sees by itself that it heard nothing.
        }
    }
}
