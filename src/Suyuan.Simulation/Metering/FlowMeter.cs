using System.Runtime.InteropServices;
using Suyuan.Model;
using Suyuan.Simulation.Traffic;

namespace Suyuan.Simulation.Metering;

/// <summary>
/// A router's flow cache: a flow leaves when it is as old as the active time-out or has been silent for the idle one (RFC 5470 §5.1.1).
/// As routers do, it looks at its flows once a second. Packets come in the order of their times.
/// </summary>
internal sealed class FlowMeter
{
    private const int SweepMs = 1000;

    private readonly record struct Key(
        IpAddress Source, IpAddress Destination, ushort SourcePort, ushort DestinationPort, byte Protocol, uint Input, bool Egress, uint Label);

    private readonly long _active;
    private readonly long _idle;
    private readonly Dictionary<Key, int> _open = [];
    private readonly Stack<int> _free = [];

    // A wheel of seconds: which flows to look at when. It spans the longest time-out, so that no flow is looked at early.
    private readonly List<int>[] _wheel;
    private MeteredFlow[] _flows = new MeteredFlow[1024];
    private int _used;
    private long _second = long.MinValue;
    private int _position;

    public FlowMeter(int activeTimeoutSeconds, int idleTimeoutSeconds)
    {
        _active = activeTimeoutSeconds * 1000L;
        _idle = Math.Min(idleTimeoutSeconds, activeTimeoutSeconds) * 1000L;
        _wheel = new List<int>[(_active / SweepMs) + 2];
        for (int slot = 0; slot < _wheel.Length; slot++)
        {
            _wheel[slot] = [];
        }
    }

    public void Add(in SampledPacket packet)
    {
        Key key = new(
            packet.Source, packet.Destination, packet.SourcePort, packet.DestinationPort, packet.Protocol, packet.Input, packet.Egress, packet.Label);
        ref int at = ref CollectionsMarshal.GetValueRefOrAddDefault(_open, key, out bool known);
        if (!known)
        {
            at = Open(packet);
        }
        ref MeteredFlow flow = ref _flows[at];
        flow.Last = packet.Time;
        flow.Packets++;
        flow.Octets += packet.Length;
        flow.TcpFlags |= packet.TcpFlags;
        flow.MinTtl = Math.Min(flow.MinTtl, packet.Ttl);
        flow.MaxTtl = Math.Max(flow.MaxTtl, packet.Ttl);
        flow.MinLength = Math.Min(flow.MinLength, packet.Length);
        flow.MaxLength = Math.Max(flow.MaxLength, packet.Length);
    }

    /// <summary>The next flow that has reached a time-out by <paramref name="now"/>.</summary>
    public bool TryExpire(long now, out MeteredFlow flow)
    {
        long last = now / SweepMs;
        while (_open.Count > 0 && _second <= last)
        {
            List<int> due = _wheel[_second % _wheel.Length];
            while (_position < due.Count)
            {
                int at = due[_position++];
                ref MeteredFlow candidate = ref _flows[at];
                long leaves = Leaves(candidate);
                if (leaves > _second)
                {
                    _wheel[leaves % _wheel.Length].Add(at);
                    continue;
                }
                flow = candidate;
                _free.Push(at);
                _open.Remove(KeyOf(flow));
                if (_open.Count == 0)
                {
                    due.Clear();
                    _position = 0;
                }
                return true;
            }
            due.Clear();
            _position = 0;
            _second++;
        }
        flow = default;
        return false;
    }

    /// <summary>When the cache looks at its flows next; <see cref="long.MaxValue"/> when it is empty.</summary>
    public long NextSweep => _open.Count == 0 ? long.MaxValue : _second * SweepMs;

    /// <summary>What a restart does to the cache: nothing of it is ever exported.</summary>
    public void Forget()
    {
        _open.Clear();
        _free.Clear();
        _used = 0;
        _position = 0;
        foreach (List<int> slot in _wheel)
        {
            slot.Clear();
        }
    }

    /// <summary>The last sweep before a time-out is passed: no flow grows older than it may.</summary>
    private long Leaves(in MeteredFlow flow) => Math.Min(flow.First + _active, flow.Last + _idle) / SweepMs;

    private int Open(in SampledPacket packet)
    {
        if (!_free.TryPop(out int at))
        {
            at = _used++;
            if (at == _flows.Length)
            {
                Array.Resize(ref _flows, _flows.Length * 2);
            }
        }
        _flows[at] = new MeteredFlow
        {
            First = packet.Time,
            Last = packet.Time,
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
            Egress = packet.Egress,
            Label = packet.Label,
        };
        if (_open.Count == 1)
        {
            // The cache was empty: the wheel starts here.
            _second = packet.Time / SweepMs;
            _position = 0;
        }
        _wheel[Leaves(_flows[at]) % _wheel.Length].Add(at);
        return at;
    }

    private static Key KeyOf(in MeteredFlow flow) =>
        new(flow.Source, flow.Destination, flow.SourcePort, flow.DestinationPort, flow.Protocol, flow.Input, flow.Egress, flow.Label);
}
