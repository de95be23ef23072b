using System.Buffers;
using Suyuan.Model;
using Suyuan.Telemetry.Packets;

namespace Suyuan.Telemetry.Pcap;

/// <summary>
/// Puts UDP datagrams together from their IP fragments (RFC 791 §3.2, RFC 8200 §4.5). Bounded: what stays incomplete, contradicts itself or is too much
/// is given up, and each of its fragments handed back.
/// </summary>
/// <param name="giveUp">Takes each fragment of a datagram that is given up.</param>
internal sealed class DatagramAssembly(Action<PacketHeader, long> giveUp) : IDisposable
{
    private const int MaxOpen = 64;
    private const int MaxFragments = 128;
    private const int MaxDatagram = 65_535;
    private const int UdpHeader = 8;

    /// <summary>Fragments further apart belong to different datagrams: identifications are used again.</summary>
    private const long MaxAgeMs = 30_000;

    private readonly List<Partial> _open = [];
    private Partial? _finished;

    /// <summary>Takes a fragment.</summary>
    /// <param name="datagram">The header of the first fragment, which has the ports.</param>
    /// <param name="payload">The whole UDP payload, valid until the next call.</param>
    /// <returns>True when it completed a datagram.</returns>
    public bool TryComplete(scoped in PacketHeader fragment, scoped ReadOnlySpan<byte> frame, long timeMs, out PacketHeader datagram, out ReadOnlySpan<byte> payload)
    {
        datagram = default;
        payload = default;
        Release();
        int end = Math.Min(frame.Length, fragment.TransportOffset + fragment.TransportLength);
        ReadOnlySpan<byte> octets = fragment.TransportOffset < end ? frame[fragment.TransportOffset..end] : [];
        Partial partial = Find(fragment, timeMs);
        partial.Fragments.Add((fragment, timeMs));
        bool whole = octets.Length == fragment.TransportLength && partial.TryPlace(fragment, octets);
        if (!whole || partial.Fragments.Count > MaxFragments)
        {
            GiveUp(partial);
            return false;
        }
        if (!partial.IsComplete)
        {
            return false;
        }
        int length = partial.Received;
        if (length < UdpHeader || (partial.First.Fields & FlowFields.Ports) == 0)
        {
            GiveUp(partial);
            return false;
        }
        _open.Remove(partial);
        _finished = partial;
        datagram = partial.First;
        payload = partial.Octets.AsSpan(UdpHeader, length - UdpHeader);
        return true;
    }

    /// <summary>Gives up the datagram completed last: it is none of those looked for.</summary>
    public void GiveBack()
    {
        if (_finished is not null)
        {
            Partial partial = _finished;
            _finished = null;
            GiveUp(partial);
        }
    }

    /// <summary>Gives up everything still open.</summary>
    public void Flush()
    {
        while (_open.Count > 0)
        {
            GiveUp(_open[0]);
        }
    }

    public void Dispose()
    {
        Release();
        foreach (Partial partial in _open)
        {
            ArrayPool<byte>.Shared.Return(partial.Octets);
        }
        _open.Clear();
    }

    private Partial Find(in PacketHeader fragment, long timeMs)
    {
        FragmentKey key = FragmentKey.Of(fragment);
        for (int index = 0; index < _open.Count; index++)
        {
            if (_open[index].Key == key)
            {
                if (Math.Abs(timeMs - _open[index].Fragments[0].TimeMs) <= MaxAgeMs)
                {
                    return _open[index];
                }
                GiveUp(_open[index]);
                break;
            }
        }
        if (_open.Count >= MaxOpen)
        {
            GiveUp(_open[0]);
        }
        Partial opened = new(key, ArrayPool<byte>.Shared.Rent(MaxDatagram));
        _open.Add(opened);
        return opened;
    }

    private void GiveUp(Partial partial)
    {
        _open.Remove(partial);
        ArrayPool<byte>.Shared.Return(partial.Octets);
        foreach ((PacketHeader header, long timeMs) in partial.Fragments)
        {
            giveUp(header, timeMs);
        }
    }

    private void Release()
    {
        if (_finished is not null)
        {
            ArrayPool<byte>.Shared.Return(_finished.Octets);
            _finished = null;
        }
    }

    private readonly record struct FragmentKey(UInt128 Source, UInt128 Destination, uint Id, AddressFamily Family)
    {
        public static FragmentKey Of(in PacketHeader fragment) => fragment.Family == AddressFamily.V4
            ? new(fragment.SourceV4, fragment.DestinationV4, fragment.FragmentId, fragment.Family)
            : new(fragment.SourceV6, fragment.DestinationV6, fragment.FragmentId, fragment.Family);
    }

    private sealed class Partial(FragmentKey key, byte[] octets)
    {
        private readonly List<(int From, int To)> _parts = [];
        private int _total = -1;

        public FragmentKey Key => key;

        public byte[] Octets => octets;

        public List<(PacketHeader Header, long TimeMs)> Fragments { get; } = [];

        public int Received { get; private set; }

        public bool IsComplete => _total == Received;

        /// <summary>The header of the fragment at offset 0.</summary>
        public PacketHeader First { get; private set; }

        /// <summary>False for fragments that overlap others (RFC 5722 §4) or end beyond the datagram.</summary>
        public bool TryPlace(in PacketHeader fragment, ReadOnlySpan<byte> part)
        {
            int from = fragment.FragmentOffset;
            int to = from + part.Length;
            if (part.IsEmpty || to > MaxDatagram || (_total >= 0 && to > _total))
            {
                return false;
            }
            foreach ((int otherFrom, int otherTo) in _parts)
            {
                if (from < otherTo && otherFrom < to)
                {
                    return false;
                }
            }
            if (!fragment.MoreFragments)
            {
                if (_parts.Exists(other => other.To > to))
                {
                    return false;
                }
                _total = to;
            }
            if (from == 0)
            {
                First = fragment;
            }
            part.CopyTo(octets.AsSpan(from));
            _parts.Add((from, to));
            Received += part.Length;
            return true;
        }
    }
}
