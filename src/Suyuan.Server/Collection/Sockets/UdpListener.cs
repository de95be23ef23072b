using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Suyuan.Model;
using Suyuan.Server.Collection.Metrics;

namespace Suyuan.Server.Collection.Sockets;

/// <summary>One socket and the thread that empties it into the queue.</summary>
internal sealed class UdpListener : IDisposable
{
    private readonly Socket _socket;
    private readonly AllowList _allow;
    private readonly DatagramQueue _queue;
    private readonly TimeProvider _clock;
    private readonly Thread _thread;
    private volatile bool _stopping;
    private volatile Exception? _failure;
    private SocketMemory? _last;

    /// <param name="shared">Other sockets listen on the same address; the kernel gives each sender to one of them.</param>
    /// <exception cref="SocketException">The address cannot be listened on.</exception>
    public UdpListener(IPEndPoint address, int bufferOctets, bool shared, AllowList allow, DatagramQueue queue, TimeProvider clock)
    {
        (_allow, _queue, _clock) = (allow, queue, clock);
        _socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6)
            {
                // The wildcard takes IPv4 too, whose senders then come in their mapped form, which is ours.
                _socket.DualMode = address.Address.Equals(IPAddress.IPv6Any);
            }
            if (shared)
            {
                ReusePort();
            }
            BufferGranted = SocketMemory.Request(_socket, bufferOctets);
            _socket.Bind(address);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
        Address = (IPEndPoint)_socket.LocalEndPoint!;
        _thread = new Thread(Run) { Name = $"udp {Address}", IsBackground = true };
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Octets that the kernel granted for the socket.</summary>
    public int BufferGranted { get; }

    /// <summary>Datagrams and octets taken into the queue.</summary>
    public long Datagrams { get; private set; }

    public long Octets { get; private set; }

    /// <summary>Datagrams of senders who are not on the allow-list.</summary>
    public long Refused { get; private set; }

    /// <summary>Why it stopped; null = it did not.</summary>
    public Exception? Failure => _failure;

    /// <summary>Null where the system does not tell.</summary>
    public SocketMemory? Memory => _last = SocketMemory.Of(_socket) ?? _last;

    /// <param name="sockets">All of one address.</param>
    /// <param name="asked">Octets of buffer that each asked for.</param>
    public static ListenerHealth Health(IReadOnlyList<UdpListener> sockets, int asked) => new(
        sockets[0].Address.ToString(), sockets.Sum(one => one.Datagrams), sockets.Sum(one => one.Octets), sockets.Sum(one => one.Refused),
        CollectorMetrics.Sum(sockets, one => one.Memory?.Drops), sockets.Sum(one => (long)one.BufferGranted), (long)asked * sockets.Count, sockets.Count,
        sockets.Select(one => one.Failure?.Message).FirstOrDefault(failure => failure is not null));

    public void Start() => _thread.Start();

    /// <summary>Takes what the kernel still holds, hands it on, and ends.</summary>
    public void Stop()
    {
        _stopping = true;
        if (_thread.IsAlive)
        {
            _thread.Join();
        }
        _ = Memory;
        _socket.Close();
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>SO_REUSEPORT, which the framework has no name for: SO_REUSEADDR would give all datagrams to one socket.</summary>
    private void ReusePort()
    {
        // asm-generic/socket.h.
        const int SocketLevel = 1;
        const int ReusePortOption = 15;
        if (!OperatingSystem.IsLinux())
        {
            throw new SocketException((int)SocketError.OperationNotSupported);
        }
        _socket.SetRawSocketOption(SocketLevel, ReusePortOption, MemoryMarshal.AsBytes([1]));
    }

    private void Run()
    {
        try
        {
            Listen();
        }
#pragma warning disable CA1031 // Handed to the collector, which stops and rethrows.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _failure = error;
        }
    }

    private void Listen()
    {
        using DatagramReceiver receiver = DatagramReceiver.For(_socket);
        DatagramBlock block = _queue.Rent();
        while (!_stopping)
        {
            int taken = Take(receiver, ref block);
            if (taken == 0)
            {
                _socket.Poll((block.Count == 0 ? CollectorThresholds.PatienceMs : CollectorThresholds.FillMs) * 1000, SelectMode.SelectRead);
            }
            else if (taken < receiver.Batch && BufferGranted >= CollectorThresholds.GatherOctets)
            {
                // Everything was taken: the next datagrams gather in the kernel, so that one wake-up serves many.
                Thread.Sleep(CollectorThresholds.GatherMs);
            }
            if (_queue.IsIdle)
            {
                // While decoding is busy, blocks are filled up; when it waits, it gets what there is.
                HandOver(ref block);
            }
        }
        long end = Datagrams + Refused + CollectorThresholds.MostDrained;
        while (Datagrams + Refused < end && Take(receiver, ref block) > 0)
        {
        }
        HandOver(ref block);
        _queue.Return(block);
    }

    private int Take(DatagramReceiver receiver, ref DatagramBlock block)
    {
        int count = receiver.Receive();
        long now = count == 0 ? 0 : _clock.GetUtcNow().ToUnixTimeMilliseconds();
        for (int index = 0; index < count; index++)
        {
            IpAddress sender = receiver.Sender(index);
            if (!_allow.Allows(sender))
            {
                Refused++;
                continue;
            }
            ReadOnlySpan<byte> datagram = receiver.Datagram(index);
            if (!block.Fits(datagram.Length))
            {
                HandOver(ref block);
            }
            block.Add(datagram, sender, now);
            Datagrams++;
            Octets += datagram.Length;
        }
        return count;
    }

    private void HandOver(ref DatagramBlock block)
    {
        if (block.Count > 0)
        {
            _queue.Add(block);
            block = _queue.Rent();
        }
    }
}
