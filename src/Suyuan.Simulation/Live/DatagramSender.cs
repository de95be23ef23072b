using System.Net;
using System.Net.Sockets;
using Suyuan.Simulation.Encoders;

namespace Suyuan.Simulation.Live;

/// <summary>Datagrams over UDP, from an address of their exporter's own.</summary>
internal sealed class DatagramSender : IDatagramPath
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public DatagramSender(IPAddress from, IPEndPoint collector)
    {
        _socket.Bind(new IPEndPoint(from, 0));
        _socket.Connect(collector);
    }

    public bool NextIsLost() => false;

    public void Write(long sentMs, ReadOnlySpan<byte> payload)
    {
        try
        {
            _socket.Send(payload);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionRefused)
        {
            // Nobody listens any more: the collector stops.
        }
    }

    public void Dispose() => _socket.Dispose();
}
