using System.Net.Sockets;
using Suyuan.Model;

namespace Suyuan.Server.Collection.Sockets;

/// <summary>Takes datagrams from a socket, several at a time where the system can.</summary>
internal abstract class DatagramReceiver : IDisposable
{
    /// <summary>Longer than any UDP payload (65,507 octets, or 65,527 in IPv6): nothing is cut.</summary>
    protected const int Longest = 1 << 16;

    public static DatagramReceiver For(Socket socket) => BatchReceiver.IsSupported ? new BatchReceiver(socket) : new SingleReceiver(socket);

    /// <summary>Datagrams that one call takes at most.</summary>
    public abstract int Batch { get; }

    /// <summary>Takes what is there, up to a batch; does not wait.</summary>
    /// <returns>Datagrams taken; 0 where there are none.</returns>
    public abstract int Receive();

    /// <summary>A datagram of the last call; valid until the next.</summary>
    public abstract ReadOnlySpan<byte> Datagram(int index);

    public abstract IpAddress Sender(int index);

    public abstract void Dispose();
}
