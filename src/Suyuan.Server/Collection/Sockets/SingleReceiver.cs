using System.Net;
using System.Net.Sockets;
using Suyuan.Model;

namespace Suyuan.Server.Collection.Sockets;

/// <summary>One datagram at a time, on any system.</summary>
internal sealed class SingleReceiver(Socket socket) : DatagramReceiver
{
    private readonly byte[] _octets = new byte[Longest];
    private int _length;
    private IpAddress _sender;

    public override int Batch => 1;

    public override int Receive()
    {
        while (socket.Poll(0, SelectMode.SelectRead))
        {
            EndPoint sender = new IPEndPoint(socket.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
            try
            {
                _length = socket.ReceiveFrom(_octets, ref sender);
            }
            catch (SocketException)
            {
                // An ICMP error on its way back to a socket that sends nothing, or a checksum that was wrong after all: the next one.
                continue;
            }
            _sender = IpAddress.From(((IPEndPoint)sender).Address);
            return 1;
        }
        return 0;
    }

    public override ReadOnlySpan<byte> Datagram(int index) => _octets.AsSpan(0, _length);

    public override IpAddress Sender(int index) => _sender;

    public override void Dispose()
    {
    }
}
