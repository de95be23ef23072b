using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>
/// Which buffered records stay when there are too many: those towards or from hosts that could matter, and of a host with very many of them a part, chosen by hash of
/// (peer, peer's port, time slice), so that a request and its answer stay or go together. A row that stays stands for 2^shift: sums stay right on average.
/// </summary>
internal sealed class RecordThinner
{
    /// <summary>Records of a host in a minute that are kept whole while there is room.</summary>
    private const double Ample = 1 << 20;

    /// <summary>A row stands for 2³⁰ at most; beyond that nothing stays.</summary>
    private const int MostShift = 30;

    /// <summary>Time slices of 2¹³ ms: one sender that is all of an attack is seen in some of them.</summary>
    private const int SliceBits = 13;

    /// <summary>By minute: hosts that could matter, and how many records came for each.</summary>
    private readonly SortedDictionary<long, Dictionary<IpAddress, long>> _minutes = [];

    private readonly Dictionary<IpAddress, byte> _shifts = [];
    private AddressFilter _filter = new();

    /// <summary>Records of a host in a minute that stay, about.</summary>
    private double _room = Ample;

    /// <summary>Learns the hosts of a minute as they are by now.</summary>
    public void Learn(long minute, IEnumerable<TargetMinute> hosts, Func<IpAddress, long> records)
    {
        if (!_minutes.TryGetValue(minute, out Dictionary<IpAddress, long>? known))
        {
            _minutes.Add(minute, known = []);
        }
        foreach (TargetMinute host in hosts)
        {
            known[host.Host] = records(host.Host);
        }
    }

    /// <summary>A minute is over: what is to come finds more room.</summary>
    public void DropBefore(long minute)
    {
        while (_minutes.Count > 0 && _minutes.First().Key < minute)
        {
            _minutes.Remove(_minutes.First().Key);
            _room = Math.Min(_room * 2, Ample);
        }
    }

    /// <summary>Half as much of each host that has much.</summary>
    public void Halve() => _room /= 2;

    /// <summary>To be called after a change, before rows are asked for.</summary>
    public void Prepare()
    {
        _shifts.Clear();
        _filter = new AddressFilter();
        foreach (Dictionary<IpAddress, long> hosts in _minutes.Values)
        {
            foreach ((IpAddress host, long records) in hosts)
            {
                byte shift = (byte)Math.Clamp(Math.Ceiling(Math.Log2(Math.Max(records, 1) / _room)), 0, MostShift + 1);
                _shifts[host] = Math.Max(shift, _shifts.GetValueOrDefault(host));
                _filter.Add(host);
            }
        }
    }

    /// <returns>False: the row goes.</returns>
    public bool Keeps(RecordBlock block, int row, out byte shift)
    {
        byte inbound = ShiftOf(block, row, source: false);
        byte sent = ShiftOf(block, row, source: true);
        // Of two hosts that matter the one that keeps more decides.
        bool bySender = sent < inbound;
        shift = Math.Max(block.Shift[row], Math.Min(inbound, sent));
        return shift == 0 || (shift <= MostShift && IsInPart(block, row, bySender, shift));
    }

    private byte ShiftOf(RecordBlock block, int row, bool source) =>
        _filter.MayHold(block, row, source) && _shifts.TryGetValue(source ? block.Source(row) : block.Destination(row), out byte shift) ? shift : byte.MaxValue;

    private static bool IsInPart(RecordBlock block, int row, bool bySender, int shift)
    {
        IpAddress peer = bySender ? block.Destination(row) : block.Source(row);
        ushort port = bySender ? block.DestinationPort[row] : block.SourcePort[row];
        ulong hash = AddressHash.Mix(AddressHash.OfSource(peer.Value) ^ ((ulong)port << 32) ^ ((ulong)(block.Start[row] >> SliceBits) & uint.MaxValue));
        return hash >> (64 - shift) == 0;
    }
}
