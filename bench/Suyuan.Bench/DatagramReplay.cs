using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Suyuan.Model;

namespace Suyuan.Bench;

/// <summary>
/// Sends the export datagrams of files to collectors on this machine: NetFlow and IPFIX to one port, sFlow to the next. Each sender of a capture gets a
/// loopback address of its own, so that a collector keeps their templates apart.
/// </summary>
internal static class DatagramReplay
{
    /// <summary>A pause after so many datagrams: loopback drops what a collector has no time to take.</summary>
    private const int Burst = 8;

    public static int Run(int port, IEnumerable<string> paths)
    {
        Dictionary<IpAddress, Socket> sockets = [];
        (int netflow, int sflow) = (0, 0);
        foreach (string path in paths)
        {
            ExportDatagrams.Read(path, (datagram, sender, _) =>
            {
                if (!sockets.TryGetValue(sender, out Socket? socket))
                {
                    socket = new Socket(System.Net.Sockets.AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                    socket.Bind(new IPEndPoint(new IPAddress([127, 0, 1, checked((byte)(sockets.Count + 1))]), 0));
                    sockets.Add(sender, socket);
                }
                bool samples = datagram is [0, 0, ..];
                socket.SendTo(datagram, new IPEndPoint(IPAddress.Loopback, samples ? port + 1 : port));
                (netflow, sflow) = samples ? (netflow, sflow + 1) : (netflow + 1, sflow);
                if ((netflow + sflow) % Burst == 0)
                {
                    Thread.Sleep(2);
                }
            });
        }
        foreach (Socket socket in sockets.Values)
        {
            socket.Dispose();
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{netflow} {sflow}"));
        return 0;
    }
}
