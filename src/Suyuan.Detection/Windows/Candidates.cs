using System.Numerics;
using Suyuan.Detection.Baselines;
using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>What one vector carried towards a network in a minute, as the first look counted it.</summary>
internal readonly record struct NetworkCount(IpPrefix Network, byte Code, long Packets, long Octets);

/// <summary>The addresses and networks that a minute's second look is for, out of the counters of the first.</summary>
internal sealed class Candidates
{
    /// <summary>Classes by which networks that are read again are told from nearly all others.</summary>
    private const int NetworkClasses = 1 << 16;
    private const int NetworkClassShift = 64 - 16;

    private readonly AddressFilter _filter = new();

    public Dictionary<IpAddress, TargetMinute> Hosts { get; } = [];

    /// <summary>Networks that together could be over a threshold; their hosts are all in <see cref="Hosts"/>.</summary>
    public HashSet<IpPrefix> Networks { get; } = [];

    /// <summary>All networks that carry much, also those that are not worth reading again.</summary>
    public List<NetworkCount> Counts { get; } = [];

    /// <param name="levels">What networks usually carry; only asked.</param>
    public static Candidates Of(MinuteWindow window, DetectionThresholds thresholds, NetworkLevels levels)
    {
        Candidates candidates = new();
        candidates.AddHosts(window.V4, window.Minute, IpAddress.FromV4);
        candidates.AddHosts(window.V6, window.Minute, address => new IpAddress(address));
        candidates.AddNetworks(window, thresholds, count => levels.IsNews(window.Minute, count));
        return candidates;
    }

    public void Add(IpAddress host, long minute)
    {
        if (!Hosts.ContainsKey(host))
        {
            Hosts.Add(host, new TargetMinute(host, minute));
            _filter.Add(host);
        }
    }

    /// <summary>The hosts of networks that could be a target.</summary>
    public void AddNetworks(MinuteWindow window, DetectionThresholds thresholds, Func<NetworkCount, bool> isNews)
    {
        AddNetworks(window.V4, window.Minute, thresholds, isNews, IpAddress.FromV4);
        AddNetworks(window.V6, window.Minute, thresholds, isNews, address => new IpAddress(address));
    }

    /// <summary>The candidate that a record goes to, or comes from.</summary>
    public TargetMinute? Find(RecordBlock block, int row, bool source) =>
        _filter.MayHold(block, row, source) && Hosts.TryGetValue(source ? block.Source(row) : block.Destination(row), out TargetMinute? target) ? target : null;

    private void AddHosts<TAddress>(MinuteCounters<TAddress> counters, long minute, Func<TAddress, IpAddress> toAddress)
        where TAddress : unmanaged, IEquatable<TAddress>
    {
        ReadOnlySpan<TargetCounter<TAddress>> slots = counters.Slots;
        foreach (int slot in counters.Large)
        {
            Add(toAddress(slots[slot].Target), minute);
        }
    }

    private void AddNetworks<TAddress>(
        MinuteCounters<TAddress> counters, long minute, DetectionThresholds thresholds, Func<NetworkCount, bool> isNews, Func<TAddress, IpAddress> toAddress)
        where TAddress : unmanaged, IEquatable<TAddress>
    {
        HashSet<TAddress> networks = [];
        foreach (TargetCounter<TAddress> network in Networked(counters, thresholds))
        {
            NetworkCount count = new(IpPrefix.Network(toAddress(network.Target)), network.Code, network.Packets, network.Octets);
            Counts.Add(count);
            if (isNews(count))
            {
                networks.Add(network.Target);
                Networks.Add(count.Network);
            }
        }
        if (networks.Count == 0)
        {
            return;
        }
        ulong[] classes = new ulong[NetworkClasses / 64];
        foreach (TAddress network in networks)
        {
            (int word, int bit) = Math.DivRem(ClassOf(network, 0, NetworkClassShift), 64);
            classes[word] |= 1UL << bit;
        }
        foreach (ref readonly TargetCounter<TAddress> counter in counters.Slots)
        {
            if (counter.Code == 0)
            {
                continue;
            }
            TAddress network = AddressHash.Network(counter.Target);
            int at = ClassOf(network, 0, NetworkClassShift);
            if ((classes[at >> 6] >> (at & 63) & 1) != 0 && networks.Contains(network))
            {
                Add(toAddress(counter.Target), minute);
            }
        }
    }

    /// <summary>
    /// Networks whose hosts, or those of the networks around them together, could matter. Counts hosts by hash class first, about as many classes as counters:
    /// only where a class has hosts enough, a small part of scattered targets, counters are summed by network.
    /// </summary>
    private static List<TargetCounter<TAddress>> Networked<TAddress>(MinuteCounters<TAddress> counters, DetectionThresholds thresholds)
        where TAddress : unmanaged, IEquatable<TAddress>
    {
        List<TargetCounter<TAddress>> passed = [];
        if (counters.Count < thresholds.CarpetHosts)
        {
            return passed;
        }
        int shift = BitOperations.LeadingZeroCount((ulong)counters.Count);
        byte[] hosts = new byte[1 << (64 - shift)];
        foreach (ref readonly TargetCounter<TAddress> counter in counters.Slots)
        {
            if (counter.Code != 0)
            {
                ref byte count = ref hosts[ClassOf(AddressHash.Network(counter.Target), counter.Code, shift)];
                count += (byte)(count == byte.MaxValue ? 0 : 1);
            }
        }
        int needed = Math.Min(thresholds.CarpetHostsOngoing, byte.MaxValue);
        using MinuteCounters<TAddress> networks = new();
        foreach (ref readonly TargetCounter<TAddress> counter in counters.Slots)
        {
            if (counter.Code != 0 && hosts[ClassOf(AddressHash.Network(counter.Target), counter.Code, shift)] >= needed)
            {
                networks.Add(AddressHash.Network(counter.Target), counter.Code, counter.Packets, counter.Octets, counter.Sampled);
            }
        }
        // A carpet can be as wide as targets are joined, and each of its networks receive little.
        using MinuteCounters<TAddress> regions = new();
        foreach (ref readonly TargetCounter<TAddress> network in networks.Slots)
        {
            if (CouldBePart(network))
            {
                regions.Add(AddressHash.Region(network.Target), network.Code, network.Packets, network.Octets, network.Sampled);
            }
        }
        CounterLimits limits = CounterLimits.OfWhatMatters(thresholds);
        Dictionary<(TAddress, byte), long> wide = [];
        foreach (ref readonly TargetCounter<TAddress> region in regions.Slots)
        {
            if (region.Code != 0 && limits.Pass(region))
            {
                wide.Add((region.Target, region.Code), region.Packets / region.Hosts);
            }
        }
        foreach (ref readonly TargetCounter<TAddress> network in networks.Slots)
        {
            if (CouldBePart(network) && wide.TryGetValue((AddressHash.Region(network.Target), network.Code), out long mean)
                && (network.Packets >= mean * thresholds.EdgeShare || limits.Pass(network)))
            {
                passed.Add(network);
            }
        }
        return passed;

        // Answers without a size of their own never make a network a target.
        bool CouldBePart(in TargetCounter<TAddress> network) => network.Code != 0 && network.Hosts >= thresholds.CarpetHostsOngoing
            && (thresholds.CarpetSignatureShare == 0 || new AttackVector(network.Code).Service is not { HasSignature: false });
    }

    /// <summary>The upper bits of a product (Fibonacci hashing): two scans of all counters need it, and networks that share a class only cost time.</summary>
    private static int ClassOf<TAddress>(TAddress network, byte code, int shift)
        where TAddress : unmanaged, IEquatable<TAddress>
    {
        // The lower bits of a network are free.
        ulong key = typeof(TAddress) == typeof(uint) ? (uint)(object)network | code : (ulong)((UInt128)(object)network >> 64) ^ ((ulong)code << 56);
        return (int)(unchecked(key * 0x9E3779B97F4A7C15) >> shift);
    }
}
