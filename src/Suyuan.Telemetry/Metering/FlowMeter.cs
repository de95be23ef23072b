using System.Numerics;
using Suyuan.Model;
using Suyuan.Telemetry.Packets;

namespace Suyuan.Telemetry.Metering;

/// <summary>
/// Meters packets into unidirectional flow records (RFC 7011 §2: a flow is packets with common properties). Key: addresses, protocol, ports or ICMP
/// type, and whether packets are non-initial fragments or open a connection, which keep records of their own. Nothing is allocated per packet.
/// </summary>
internal sealed class FlowMeter
{
    private const int Turn = 32;

    private readonly FlowWriter _writer;
    private readonly ushort _exporter;
    private readonly long _activeMs;
    private readonly long _idleMs;
    private readonly int _maxOpen;
    private readonly bool _separateOpenings;
    private OpenFlow[] _flows = new OpenFlow[1024];
    private Slot[] _slots = new Slot[2048];
    private int _count;

    /// <summary>
    /// Packets that wait while memory comes: when a packet is added its slot is asked for, when a turn of them is full their flows are, and a turn later they are metered. Of
    /// very many flows neither is in a cache.
    /// </summary>
    private readonly WaitingPacket[] _waiting = new WaitingPacket[2 * Turn];
    private int _waitingCount;
    private long _sweptAt = long.MinValue;

    public FlowMeter(FlowWriter writer, ushort exporter, MeterOptions options)
    {
        _writer = writer;
        _exporter = exporter;
        _activeMs = Milliseconds(options.ActiveTimeout);
        _idleMs = Milliseconds(options.IdleTimeout);
        _maxOpen = options.MaxOpenFlows;
        _separateOpenings = options.SeparateOpenings;

        static long Milliseconds(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? long.MaxValue / 4 : (long)time.TotalMilliseconds;
    }

    /// <summary>Records written.</summary>
    public long Records { get; private set; }

    public void Add(in PacketHeader packet, long timeMs)
    {
        ref WaitingPacket waiting = ref _waiting[_waitingCount++];
        waiting = new WaitingPacket(packet, timeMs, _separateOpenings);
        Ahead.Fetch(ref _slots[waiting.Hash & (_slots.Length - 1)]);
        if (_waitingCount == Turn)
        {
            FetchFlows(_waiting.AsSpan(0, Turn));
        }
        else if (_waitingCount == 2 * Turn)
        {
            FetchFlows(_waiting.AsSpan(Turn));
            Meter(_waiting.AsSpan(0, Turn));
            _waiting.AsSpan(Turn).CopyTo(_waiting);
            _waitingCount = Turn;
        }
    }

    private void Meter(ReadOnlySpan<WaitingPacket> packets)
    {
        foreach (ref readonly WaitingPacket packet in packets)
        {
            Meter(packet);
        }
    }

    private void FetchFlows(ReadOnlySpan<WaitingPacket> packets)
    {
        int mask = _slots.Length - 1;
        foreach (ref readonly WaitingPacket packet in packets)
        {
            Slot slot = _slots[packet.Hash & mask];
            if (slot.Number != 0)
            {
                Ahead.Fetch(ref _flows[slot.Number - 1]);
            }
        }
    }

    private void Meter(in WaitingPacket packet)
    {
        long timeMs = packet.TimeMs;
        if (_sweptAt == long.MinValue)
        {
            _sweptAt = timeMs;
        }
        else if (timeMs - _sweptAt >= _activeMs || _count >= _maxOpen)
        {
            Sweep(timeMs, everything: _count >= _maxOpen);
        }
        ref OpenFlow flow = ref Find(packet.Key, packet.Hash);
        if (flow.Packets > 0 && (timeMs - flow.Start >= _activeMs || flow.Start - timeMs >= _activeMs || timeMs - flow.End >= _idleMs))
        {
            Write(flow);
            flow.Packets = 0;
        }
        flow.Add(packet);
    }

    /// <summary>Writes out all open flows.</summary>
    public void Flush()
    {
        Meter(_waiting.AsSpan(0, _waitingCount));
        _waitingCount = 0;
        Sweep(long.MaxValue, everything: true);
    }

    private ref OpenFlow Find(in FlowKey key, int hash)
    {
        int mask = _slots.Length - 1;
        int slot = hash & mask;
        while (true)
        {
            (int number, int known) = _slots[slot];
            if (number == 0)
            {
                break;
            }
            if (known == hash && _flows[number - 1].Key == key)
            {
                return ref _flows[number - 1];
            }
            slot = (slot + 1) & mask;
        }
        if (_count == _flows.Length)
        {
            Grow();
            return ref Find(key, hash);
        }
        _slots[slot] = new Slot(_count + 1, hash);
        _flows[_count] = new OpenFlow { Key = key };
        return ref _flows[_count++];
    }

    private void Sweep(long nowMs, bool everything)
    {
        int kept = 0;
        for (int index = 0; index < _count; index++)
        {
            ref OpenFlow flow = ref _flows[index];
            if (!everything && nowMs - flow.Start < _activeMs && nowMs - flow.End < _idleMs)
            {
                _flows[kept++] = flow;
            }
            else if (flow.Packets > 0)
            {
                Write(flow);
            }
        }
        _count = kept;
        _sweptAt = nowMs == long.MaxValue ? long.MinValue : nowMs;
        _slots.AsSpan().Clear();
        for (int index = 0; index < _count; index++)
        {
            Put(new Slot(index + 1, _flows[index].Key.Hash()));
        }
    }

    private void Grow()
    {
        Array.Resize(ref _flows, _flows.Length * 2);
        Slot[] old = _slots;
        _slots = new Slot[_flows.Length * 2];
        foreach (Slot slot in old)
        {
            if (slot.Number != 0)
            {
                Put(slot);
            }
        }
    }

    private void Put(Slot entry)
    {
        int mask = _slots.Length - 1;
        int slot = entry.Hash & mask;
        while (_slots[slot].Number != 0)
        {
            slot = (slot + 1) & mask;
        }
        _slots[slot] = entry;
    }

    private void Write(in OpenFlow flow)
    {
        FlowBatch batch = _writer.Open(flow.Key.Family);
        int row = batch.Count;
        batch.Clear(row, 1);
        if (flow.Key.Family == AddressFamily.V4)
        {
            batch.SourceV4[row] = (uint)(ulong)flow.Key.Source;
            batch.DestinationV4[row] = (uint)(ulong)flow.Key.Destination;
        }
        else
        {
            batch.SourceV6[row] = flow.Key.Source;
            batch.DestinationV6[row] = flow.Key.Destination;
        }
        batch.Start[row] = flow.Start;
        batch.Duration[row] = (uint)Math.Min(flow.End - flow.Start, uint.MaxValue);
        batch.Packets[row] = flow.Packets;
        batch.Octets[row] = flow.Octets;
        batch.SamplingInterval[row] = 1;
        batch.SamplingOrigin[row] = SamplingOrigin.Record;
        batch.Fields[row] = flow.Fields | FlowFields.Times | (flow.End - flow.Start <= 1000 ? FlowFields.FineTimes : FlowFields.None);
        batch.SourcePort[row] = flow.Key.SourcePort;
        batch.DestinationPort[row] = flow.Key.DestinationPort;
        batch.Protocol[row] = flow.Key.Protocol;
        // Where a packet was cut before its flags, those of the others are not all: unknown, not few.
        batch.TcpFlags[row] = (flow.Fields & FlowFields.TcpFlags) != 0 ? flow.TcpFlags : (byte)0;
        batch.Tos[row] = flow.Tos;
        batch.MinTtl[row] = flow.MinTtl;
        batch.MaxTtl[row] = flow.MaxTtl;
        batch.MinLength[row] = flow.MinLength;
        batch.MaxLength[row] = flow.MaxLength;
        batch.Fragments[row] = flow.Fragments;
        batch.Exporter[row] = _exporter;
        _writer.Commit(batch, 1);
        Records++;
    }

    private readonly record struct FlowKey(
        UInt128 Source, UInt128 Destination, ushort SourcePort, ushort DestinationPort, byte Protocol, byte Part, AddressFamily Family)
    {
        private const byte NonInitialFragments = 1;
        private const byte Openings = 2;

        public static FlowKey Of(in PacketHeader packet, bool separateOpenings) =>
            new(
                packet.Family == AddressFamily.V4 ? packet.SourceV4 : packet.SourceV6,
                packet.Family == AddressFamily.V4 ? packet.DestinationV4 : packet.DestinationV6,
                packet.SourcePort,
                packet.DestinationPort,
                packet.Protocol,
                (packet.Fragments & FragmentFlags.NonInitial) != 0 ? NonInitialFragments
                    : separateOpenings && packet.Protocol == 6 && (packet.TcpFlags & 0x16) == 0x02 ? Openings : (byte)0,
                packet.Family);

        public int Hash()
        {
            unchecked
            {
                ulong hash = ((ulong)Source * 0x9E3779B97F4A7C15) ^ BitOperations.RotateLeft((ulong)(Source >> 64), 23);
                hash = (hash ^ (ulong)Destination) * 0xC2B2AE3D27D4EB4F;
                hash ^= BitOperations.RotateLeft((ulong)(Destination >> 64), 31);
                hash = (hash ^ (((ulong)SourcePort << 32) | ((ulong)DestinationPort << 16) | ((ulong)Protocol << 2) | Part)) * 0x165667B19E3779F9;
                return (int)(hash >> 33);
            }
        }
    }

    /// <summary>Where a flow is.</summary>
    /// <param name="Number">Its index + 1; 0 = none.</param>
    private readonly record struct Slot(int Number, int Hash);

    /// <summary>What metering takes of a packet.</summary>
    private readonly struct WaitingPacket
    {
        public readonly FlowKey Key;
        public readonly long TimeMs;
        public readonly int Hash;
        public readonly int IpLength;
        public readonly FlowFields Fields;
        public readonly byte TcpFlags;
        public readonly byte Tos;
        public readonly byte Ttl;
        public readonly FragmentFlags Fragments;

        public WaitingPacket(in PacketHeader packet, long timeMs, bool separateOpenings)
        {
            Key = FlowKey.Of(packet, separateOpenings);
            Hash = Key.Hash();
            TimeMs = timeMs;
            IpLength = packet.IpLength;
            Fields = packet.Fields;
            TcpFlags = packet.TcpFlags;
            Tos = packet.Tos;
            Ttl = packet.Ttl;
            Fragments = packet.Fragments;
        }
    }

    private struct OpenFlow
    {
        public FlowKey Key;
        public long Start;
        public long End;
        public long Packets;
        public long Octets;
        public FlowFields Fields;
        public byte TcpFlags;
        public byte Tos;
        public byte MinTtl;
        public byte MaxTtl;
        public ushort MinLength;
        public ushort MaxLength;
        public FragmentFlags Fragments;

        public void Add(in WaitingPacket packet)
        {
            long timeMs = packet.TimeMs;
            ushort length = (ushort)Math.Min(packet.IpLength, ushort.MaxValue);
            if (Packets == 0)
            {
                Start = End = timeMs;
                Octets = 0;
                Fields = packet.Fields;
                TcpFlags = 0;
                Tos = packet.Tos;
                MinTtl = MaxTtl = packet.Ttl;
                MinLength = MaxLength = length;
                Fragments = FragmentFlags.None;
            }
            Start = Math.Min(Start, timeMs);
            End = Math.Max(End, timeMs);
            Packets++;
            Octets += packet.IpLength;
            Fields &= packet.Fields;
            TcpFlags |= packet.TcpFlags;
            MinTtl = Math.Min(MinTtl, packet.Ttl);
            MaxTtl = Math.Max(MaxTtl, packet.Ttl);
            MinLength = Math.Min(MinLength, length);
            MaxLength = Math.Max(MaxLength, length);
            Fragments |= packet.Fragments;
        }
    }
}
