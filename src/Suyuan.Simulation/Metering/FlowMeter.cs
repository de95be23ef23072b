using Suyuan.Simulation.Traffic;

namespace Suyuan.Simulation.Metering;

/// <summary>
/// A router's flow cache: a flow leaves when it is as old as the active time-out (RFC 5470 §5.1.1), in the order of its first packet.
/// Packets come in the order of their times.
/// </summary>
internal sealed class FlowMeter(int activeTimeoutSeconds)
{
    private readonly record struct Key(uint Source, uint Destination, ushort SourcePort, ushort DestinationPort, byte Protocol, uint Input);

    private readonly long _timeout = activeTimeoutSeconds * 1000L;
    private readonly Dictionary<Key, long> _open = [];

    // A ring of flows by first packet; _head is the sequence number of the oldest.
    private MeteredFlow[] _ring = new MeteredFlow[1024];
    private long _head;
    private long _tail;

    public void Add(in SampledPacket packet)
    {
        Key key = new(packet.Source, packet.Destination, packet.SourcePort, packet.DestinationPort, packet.Protocol, packet.Input);
        if (!_open.TryGetValue(key, out long at))
        {
            if (_tail - _head == _ring.Length)
            {
                Grow();
            }
            at = _tail++;
            _open.Add(key, at);
            _ring[at % _ring.Length] = new MeteredFlow
            {
                First = packet.Time,
                Source = packet.Source,
                Destination = packet.Destination,
                SourcePort = packet.SourcePort,
                DestinationPort = packet.DestinationPort,
                Protocol = packet.Protocol,
                Input = packet.Input,
                Output = packet.Output,
                MinTtl = byte.MaxValue,
                MinLength = ushort.MaxValue,
                FragmentOffset = packet.FragmentOffset,
            };
        }
        ref MeteredFlow flow = ref _ring[at % _ring.Length];
        flow.Last = packet.Time;
        flow.Packets++;
        flow.Octets += packet.Length;
        flow.TcpFlags |= packet.TcpFlags;
        flow.MinTtl = Math.Min(flow.MinTtl, packet.Ttl);
        flow.MaxTtl = Math.Max(flow.MaxTtl, packet.Ttl);
        flow.MinLength = Math.Min(flow.MinLength, packet.Length);
        flow.MaxLength = Math.Max(flow.MaxLength, packet.Length);
    }

    /// <summary>The next flow that has reached the time-out by <paramref name="now"/>.</summary>
    public bool TryExpire(long now, out MeteredFlow flow)
    {
        if (_head == _tail || now - _ring[_head % _ring.Length].First < _timeout)
        {
            flow = default;
            return false;
        }
        flow = _ring[_head++ % _ring.Length];
        _open.Remove(new Key(flow.Source, flow.Destination, flow.SourcePort, flow.DestinationPort, flow.Protocol, flow.Input));
        return true;
    }

    /// <summary>When the oldest open flow leaves; <see cref="long.MaxValue"/> when none is open.</summary>
    public long NextExpiry => _head == _tail ? long.MaxValue : _ring[_head % _ring.Length].First + _timeout;

    private void Grow()
    {
        MeteredFlow[] larger = new MeteredFlow[_ring.Length * 2];
        for (long at = _head; at < _tail; at++)
        {
            larger[at % larger.Length] = _ring[at % _ring.Length];
        }
        _ring = larger;
    }
}
