using System.Numerics;
using Suyuan.Detection.Baselines;
using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>What one vector carried towards a network in a minute, as the first look counted it.</summary>
internal readonly record struct NetworkCount(IpPrefix Network, byte Code, long Packets, long Octets);

/// <summary>The addresses and networks that a minute's second look is for, out of the counters of the first.</summary>
internal sealed class Candidates
{
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
        candidates.AddFrom(window.V4, window.Minute, thresholds, levels, IpAddress.FromV4);
        candidates.AddFrom(window.V6, window.Minute, thresholds, levels, address => new IpAddress(address));
        return candidates;
    }

    /// <summary>The candidate that a record goes to, or comes from.</summary>
    public TargetMinute? Find(RecordBlock block, int row, bool source) =>
        _filter.MayHold(block, row, source) && Hosts.TryGetValue(source ? block.Source(row) : block.Destination(row), out TargetMinute? target) ? target : null;

    private void AddFrom<TAddress>(MinuteCounters<TAddress> counters, long minute, DetectionThresholds thresholds, NetworkLevels levels, Func<TAddress, IpAddress> toAddress)
        where TAddress : unmanaged, IEquatable<TAddress>
    {
        HashSet<TAddress> networks = [];
        foreach (TargetCounter<TAddress> network in Networked(counters, thresholds))
        {
            NetworkCount count = new(IpPrefix.Network(toAddress(network.Target)), network.Code, network.Packets, network.Octets);
            Counts.Add(count);
            if (levels.IsNews(count.Network, count.Code, minute, count.Packets, count.Octets))
            {
                networks.Add(network.Target);
            }
        }
        foreach (ref readonly TargetCounter<TAddress> counter in counters.Slots)
        {
            if (counter.Code != 0 && (Thresholding.CouldMatter(thresholds, counter) || networks.Contains(AddressHash.Network(counter.Target))))
            {
                IpAddress host = toAddress(counter.Target);
                if (Hosts.TryAdd(host, new TargetMinute(host, minute)))
                {
                    _filter.Add(host);
                }
            }
        }
        foreach (TAddress network in networks)
        {
            Networks.Add(IpPrefix.Network(toAddress(network)));
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
                ref byte count = ref hosts[Class(counter.Target, counter.Code)];
                count = (byte)Math.Min(count + 1, byte.MaxValue);
            }
        }
        int needed = Math.Min(thresholds.CarpetHostsOngoing, byte.MaxValue);
        MinuteCounters<TAddress> networks = new();
        foreach (ref readonly TargetCounter<TAddress> counter in counters.Slots)
        {
            if (counter.Code != 0 && hosts[Class(counter.Target, counter.Code)] >= needed)
            {
                networks.Add(AddressHash.Network(counter.Target), counter.Code, counter.Packets, counter.Octets, counter.Sampled);
            }
        }
        // A carpet can be as wide as targets are joined, and each of its networks receive little.
        MinuteCounters<TAddress> regions = new();
        foreach (ref readonly TargetCounter<TAddress> network in networks.Slots)
        {
            if (CouldBePart(network))
            {
                regions.Add(AddressHash.Region(network.Target), network.Code, network.Packets, network.Octets, network.Sampled);
            }
        }
        Dictionary<(TAddress, byte), long> wide = [];
        foreach (ref readonly TargetCounter<TAddress> region in regions.Slots)
        {
            if (region.Code != 0 && Thresholding.CouldMatter(thresholds, region))
            {
                wide.Add((region.Target, region.Code), region.Packets / region.Hosts);
            }
        }
        foreach (ref readonly TargetCounter<TAddress> network in networks.Slots)
        {
            if (CouldBePart(network) && wide.TryGetValue((AddressHash.Region(network.Target), network.Code), out long mean)
                && (network.Packets >= mean * thresholds.EdgeShare || Thresholding.CouldMatter(thresholds, network)))
            {
                passed.Add(network);
            }
        }
        return passed;

        // Answers without a size of their own never make a network a target.
        bool CouldBePart(in TargetCounter<TAddress> network) => network.Code != 0 && network.Hosts >= thresholds.CarpetHostsOngoing
            && (thresholds.CarpetSignatureShare == 0 || new AttackVector(network.Code).Service is not { HasSignature: false });

        int Class(TAddress target, byte code) => (int)(AddressHash.Of(AddressHash.Network(target), code) >> shift);
    }
}
