using System.Net;
using System.Net.Sockets;
using Suyuan.Model;
using Suyuan.Server.Collection;
using Suyuan.Server.Collection.Sockets;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests.Collection.Sockets;

/// <summary>Real sockets on this machine's loopback.</summary>
public sealed class UdpListenerTests
{
    private readonly DatagramQueue _queue = new(8 << 20);

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("::", "127.0.0.1")]
    [InlineData("::", "::1")]
    public void Datagrams_of_both_families_come_whole_with_their_senders_address(string listen, string from)
    {
        using UdpListener listener = Listen(listen);
        byte[][] sent = [[1], [.. Enumerable.Range(0, 1400).Select(index => (byte)(index % 251))], new byte[60_000]];
        Send(listener, from, sent);

        listener.Start();
        listener.Stop();

        List<(byte[] Octets, IpAddress Sender)> taken = TakeAll();
        Assert.Equal(sent, taken.Select(one => one.Octets));
        Assert.All(taken, one => Assert.Equal(IpAddress.Parse(from), one.Sender));
    }

    [Fact]
    public void One_at_a_time_or_in_batches_the_datagrams_are_the_same()
    {
        Assert.SkipUnless(BatchReceiver.IsSupported, "needs recvmmsg");
        byte[][] sent = [.. Enumerable.Range(0, 150).Select(index => Enumerable.Repeat((byte)index, 1 + (index * 9)).ToArray())];

        Assert.Equal(sent, Receive(socket => new SingleReceiver(socket), sent));
        Assert.Equal(sent, Receive(socket => new BatchReceiver(socket), sent));
    }

    [Fact]
    public void What_is_sent_is_taken_or_counted_as_dropped_by_the_kernel()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs SO_MEMINFO");
        const int Sent = 5_000;
        using UdpListener listener = Listen("127.0.0.1", bufferOctets: 64 << 10);
        Send(listener, "127.0.0.1", [.. Enumerable.Repeat(new byte[1400], Sent)]);

        listener.Start();
        listener.Stop();

        long drops = listener.Memory!.Value.Drops;
        Assert.True(drops > 0);
        Assert.Equal(Sent, listener.Datagrams + drops);
        Assert.Equal(listener.Datagrams, TakeAll().Count);
    }

    [Fact]
    public void While_the_queue_is_full_receiving_waits_and_drops_nothing_that_it_took()
    {
        DatagramQueue small = new(2 * DatagramBlock.Octets);
        using UdpListener listener = Listen("127.0.0.1", queue: small);
        // Four blocks' worth.
        Send(listener, "127.0.0.1", [.. Enumerable.Repeat(new byte[1400], 800)]);
        listener.Start();
        SpinWait.SpinUntil(() => small.Waits > 0, TimeSpan.FromSeconds(30));

        Thread stopping = new(listener.Stop);
        stopping.Start();
        int taken = 0;
        while (stopping.IsAlive || !small.IsIdle)
        {
            taken += small.TryTake(out DatagramBlock? block) ? block.Count : 0;
        }

        Assert.True(small.Waits > 0);
        Assert.Equal(listener.Datagrams, taken);
        Assert.Equal(800 - (listener.Memory?.Drops ?? 0), taken);
    }

    [Fact]
    public void Datagrams_of_senders_who_are_not_allowed_are_counted_and_go_no_further()
    {
        using UdpListener listener = Listen("127.0.0.1", allow: new AllowList([IpPrefix.Parse("127.0.0.9")]));
        Send(listener, "127.0.0.1", [[1], [2]]);
        Send(listener, "127.0.0.9", [[3]]);

        listener.Start();
        listener.Stop();

        Assert.Equal([3], Assert.Single(TakeAll()).Octets);
        Assert.Equal((1, 2), (listener.Datagrams, listener.Refused));
    }

    [Fact]
    public async Task Sockets_of_one_address_share_its_senders_and_lose_none()
    {
        const int Senders = 64;
        Assert.SkipUnless(OperatingSystem.IsLinux(), "SO_REUSEPORT is used on Linux alone");
        AllowList all = new([]);
        using UdpListener first = new(new IPEndPoint(IPAddress.Loopback, 0), 4 << 20, shared: true, all, _queue, TimeProvider.System);
        using UdpListener second = new(first.Address, 4 << 20, shared: true, all, _queue, TimeProvider.System);
        first.Start();
        second.Start();
        List<Socket> senders = [.. Enumerable.Range(0, Senders).Select(_ => new Socket(System.Net.Sockets.AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))];
        senders.ForEach(sender => sender.SendTo([1], first.Address));
        await Eventually.Holds(() => first.Datagrams + second.Datagrams == Senders, "all are taken", TestContext.Current.CancellationToken);
        senders.ForEach(sender => sender.Dispose());
        first.Stop();
        second.Stop();

        Assert.True(first.Datagrams > 0 && second.Datagrams > 0);
    }

    private UdpListener Listen(string address, int bufferOctets = 4 << 20, AllowList? allow = null, DatagramQueue? queue = null) =>
        new(new IPEndPoint(IPAddress.Parse(address), 0), bufferOctets, shared: false, allow ?? new AllowList([]), queue ?? _queue, TimeProvider.System);

    private static void Send(UdpListener listener, string from, byte[][] datagrams)
    {
        IPAddress sender = IPAddress.Parse(from);
        using Socket socket = new(sender.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(sender, 0));
        foreach (byte[] datagram in datagrams)
        {
            socket.SendTo(datagram, new IPEndPoint(sender.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? IPAddress.Loopback : IPAddress.IPv6Loopback, listener.Address.Port));
        }
    }

    private List<(byte[] Octets, IpAddress Sender)> TakeAll()
    {
        List<(byte[], IpAddress)> taken = [];
        while (!_queue.IsIdle && _queue.TryTake(out DatagramBlock? block))
        {
            for (int index = 0; index < block.Count; index++)
            {
                byte[] octets = block.Datagram(index, out IpAddress sender, out _).ToArray();
                taken.Add((octets, sender));
            }
        }
        return taken;
    }

    private static List<byte[]> Receive(Func<Socket, DatagramReceiver> open, byte[][] datagrams)
    {
        using Socket socket = new(System.Net.Sockets.AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 4 << 20 };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using Socket sender = new(System.Net.Sockets.AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        List<byte[]> taken = [];
        using DatagramReceiver receiver = open(socket);
        foreach (byte[][] part in datagrams.Chunk(50))
        {
            foreach (byte[] datagram in part)
            {
                sender.SendTo(datagram, socket.LocalEndPoint!);
            }
            while (receiver.Receive() is > 0 and int count)
            {
                for (int index = 0; index < count; index++)
                {
                    taken.Add(receiver.Datagram(index).ToArray());
                    Assert.Equal(IpAddress.Parse("127.0.0.1"), receiver.Sender(index));
                }
            }
        }
        return taken;
    }
}
