using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection.History;

/// <summary>
/// Which networks hold TCP conversations through an interface: packets of the network come in by it, and the answers of the same connection were seen, wherever
/// they passed. Such a network sends there rightly, whatever lists of prefixes say (methods.md §4.4, legitimate sources (c)). Looks back 24 hours, and only back.
/// What a forger must not be able to make count: a SYN, its answer, and what a victim says to packets of no connection, which is RST (RFC 9293 §3.10.7);
/// addresses under attack; one peer alone. Both ports must agree, which a forger who sees no answers cannot know of others' connections.
/// </summary>
internal sealed class TwoWayNetworks(ExporterTable exporters, ExporterDirectory directory, OriginTable origins)
{
    /// <summary>Pairs of interface and network that are remembered: about 60 MB. Further ones are not until others are a day old.</summary>
    private const int MaxNetworks = 500_000;

    private const long HistoryMinutes = 24 * 60;

    /// <summary>A connection's other direction is looked for over this to twice this long.</summary>
    private const long FilterMinutes = 5;

    /// <summary>With two million connections of a period, one in 700 is taken for another's answer, and two such must meet in one network.</summary>
    private const int WordBits = 20;

    /// <summary>Where all or much is seen, one connection in eight is plenty; where little is sampled, both directions of one rarely show at all.</summary>
    private const uint SparseFrom = 100;
    private const ulong DenseMask = 7;

    private const byte Syn = 0x02;
    private const byte Rst = 0x04;
    private const byte Psh = 0x08;
    private const byte Fin = 0x01;
    private const byte Ack = 0x10;

    private readonly ConnectionFilter?[] _filters = new ConnectionFilter[2];
    private readonly Dictionary<(ushort Exporter, uint Interface, IpAddress Network), Known> _networks = [];
    private long _sweptAt = long.MinValue;

    /// <summary>Of the minute at hand: rows from where customers may be, and the hashes of their ends.</summary>
    private readonly List<(RecordBlock Block, int Row, ulong Source, ulong Destination)> _conversations = [];

    private readonly CustomerSides _sides = new(exporters, directory, origins);

    /// <param name="Peer">Hash of the last peer, seen at <paramref name="At"/>.</param>
    /// <param name="Confirmed">Last minute with another peer than the one before within a day.</param>
    private readonly record struct Known(ulong Peer, long At, long Confirmed);

    /// <summary>Conversations of a minute outside attacks, while its records are still buffered.</summary>
    public List<TwoWayPeer> Find(IReadOnlyList<RecordSpan> rows, JudgedMinute judged)
    {
        ArgumentNullException.ThrowIfNull(judged);
        // All first: what is found must not depend on the order of records.
        _conversations.Clear();
        foreach (RecordSpan span in rows)
        {
            Learn(span, judged.Minute);
        }
        HashSet<TwoWayPeer> found = [];
        foreach ((RecordBlock block, int row, ulong source, ulong destination) in _conversations)
        {
            if (IsSeen(judged.Minute, Connection(destination, source)) && !judged.IsAttacked(block.Source(row)) && !judged.IsAttacked(block.Destination(row)))
            {
                Origin origin = origins[block.Origin[row]];
                found.Add(new TwoWayPeer(origin.Exporter, origin.Interface, NetworkOf(block.Source(row)), destination));
            }
        }
        return [.. found.OrderBy(peer => peer.Exporter).ThenBy(peer => peer.Interface).ThenBy(peer => peer.Network).ThenBy(peer => peer.Peer)];
    }

    public void Learn(long minute, IReadOnlyList<TwoWayPeer> peers)
    {
        foreach (TwoWayPeer peer in peers)
        {
            (ushort, uint, IpAddress) key = (peer.Exporter, peer.Interface, peer.Network);
            if (!_networks.TryGetValue(key, out Known known))
            {
                Sweep(minute);
                if (_networks.Count < MaxNetworks)
                {
                    _networks.Add(key, new Known(peer.Peer, minute, long.MinValue));
                }
                continue;
            }
            bool another = known.Peer != peer.Peer && minute - known.At <= HistoryMinutes;
            _networks[key] = new Known(peer.Peer, minute, another ? minute : known.Confirmed);
        }
    }

    /// <summary>At least two peers held conversations with the source's network through this interface in the day before this minute.</summary>
    public bool Holds(long minute, ushort exporter, uint index, IpAddress source) =>
        _networks.TryGetValue((exporter, index, NetworkOf(source)), out Known known) && known.Confirmed > minute - HistoryMinutes - 1 && known.Confirmed < minute;

    /// <summary>The smallest networks that are announced to others: /24 and /48.</summary>
    private static IpAddress NetworkOf(IpAddress address) => new(address.Value & (UInt128.MaxValue << (address.IsV4 ? 8 : 80)));

    /// <summary>Learns the connections of the minute, and lists those that may come from customers.</summary>
    private void Learn(RecordSpan span, long minute)
    {
        (long from, long to) = (Minute.Start(minute), Minute.End(minute));
        ConnectionFilter filter = Filter(minute / FilterMinutes);
        RecordBlock block = span.Block;
        for (int row = span.From; row < span.To; row++)
        {
            if (block.Protocol[row] != 6 || !IsConversation(block.TcpFlags[row]))
            {
                continue;
            }
            long last = block.Start[row] + block.Duration[row];
            if (last < from || last >= to)
            {
                continue;
            }
            (ulong source, ulong destination) = Ends(block, row);
            if (origins[block.Origin[row]].Sampling < SparseFrom && (unchecked(source + destination) & DenseMask) != 0)
            {
                continue;
            }
            filter.Add(Connection(source, destination));
            if (_sides.MayFaceCustomers(block.Origin[row]))
            {
                _conversations.Add((block, row, source, destination));
            }
        }
    }

    /// <summary>A packet behind the handshake, or a flow that has some; a flow of SYN and ACK alone may be the answer to a forged SYN.</summary>
    public static bool IsConversation(byte flags) => (flags & (Ack | Rst)) == Ack && ((flags & Syn) == 0 || (flags & (Psh | Fin)) != 0);

    private static (ulong Source, ulong Destination) Ends(RecordBlock block, int row) => block.Family == AddressFamily.V4
        ? (End(block.SourceV4[row], block.SourcePort[row]), End(block.DestinationV4[row], block.DestinationPort[row]))
        : (End(AddressHash.Of(block.SourceV6[row], 0), block.SourcePort[row]), End(AddressHash.Of(block.DestinationV6[row], 0), block.DestinationPort[row]));

    private static ulong End(ulong address, ushort port) => AddressHash.Mix(unchecked((address << 16) + (address >> 48) + port + 1));

    private static ulong Connection(ulong source, ulong destination) => AddressHash.Mix(unchecked(source + AddressHash.Mix(destination)));

    private ConnectionFilter Filter(long period)
    {
        ConnectionFilter filter = _filters[(int)(period & 1)] ??= new ConnectionFilter(WordBits);
        filter.Turn(period);
        return filter;
    }

    private bool IsSeen(long minute, ulong connection)
    {
        foreach (ConnectionFilter? filter in _filters)
        {
            if (filter is not null && filter.Period >= (minute / FilterMinutes) - 1 && filter.MayHold(connection))
            {
                return true;
            }
        }
        return false;
    }

    private void Sweep(long minute)
    {
        if (_networks.Count < MaxNetworks || minute - _sweptAt < 60)
        {
            return;
        }
        _sweptAt = minute;
        foreach ((ushort, uint, IpAddress) old in _networks.Where(pair => pair.Value.At < minute - HistoryMinutes).Select(pair => pair.Key).ToArray())
        {
            _networks.Remove(old);
        }
    }
}

/// <summary>A network of an interface in conversation with a peer.</summary>
/// <param name="Network">First address.</param>
/// <param name="Peer">Hash of the peer's address and port.</param>
internal readonly record struct TwoWayPeer(ushort Exporter, uint Interface, IpAddress Network, ulong Peer);
