using System.Numerics;
using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>The addresses and networks that a minute's second look is for, out of the counters of the first.</summary>
internal sealed class Candidates
{
    private readonly AddressFilter _filter = new();

    public Dictionary<IpAddress, TargetMinute> Hosts { get; } = [];

    /// <summary>Networks that together could be over a threshold; their hosts are all in <see cref="Hosts"/>.</summary>
    public HashSet<IpPrefix> Networks { get; } = [];

    public static Candidates Of(MinuteWindow window, DetectionThresholds thresholds)
    {
        Candidates candidates = new();
        candidates.AddFrom(window.V4, window.Minute, thresholds, IpAddress.FromV4);
        candidates.AddFrom(window.V6, window.Minute, thresholds, address => new IpAddress(address));
        return candidates;
    }

    /// <summary>The candidate that a record goes to, or comes from.</summary>
    public TargetMinute? Find(RecordBlock block, int row, bool source) =>
        _filter.MayHold(block, row, source) && Hosts.TryGetValue(source ? block.Source(row) : block.Destination(row), out TargetMinute? target) ? target : null;

    private void AddFrom<TAddress>(MinuteCounters<TAddress> counters, long minute, DetectionThresholds thresholds, Func<TAddress, IpAddress> toAddress)
        where TAddress : unmanaged, IEquatable<TAddress>
    {
        HashSet<TAddress> networks = Networked(counters, thresholds);
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
    /// Networks whose hosts together could matter. Counts hosts by hash class first, about as many classes as counters: only where a class has hosts enough, a
    /// small part of scattered targets, counters are summed by network.
    /// </summary>
    private static HashSet<TAddress> Networked<TAddress>(MinuteCounters<TAddress> counters, DetectionThresholds thresholds)
        where TAddress : unmanaged, IEquatable<TAddress>
    {
        HashSet<TAddress> passed = [];
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
        int needed = Math.Min(thresholds.CarpetHosts, byte.MaxValue);
        MinuteCounters<TAddress> networks = new();
        foreach (ref readonly TargetCounter<TAddress> counter in counters.Slots)
        {
            if (counter.Code != 0 && hosts[Class(counter.Target, counter.Code)] >= needed)
            {
                networks.Add(AddressHash.Network(counter.Target), counter.Code, counter.Packets, counter.Octets, counter.Sampled);
            }
        }
        foreach (ref readonly TargetCounter<TAddress> network in networks.Slots)
        {
            if (network.Code != 0 && network.Hosts >= thresholds.CarpetHosts && Thresholding.CouldMatter(thresholds, network))
            {
                passed.Add(network.Target);
            }
        }
        return passed;

        int Class(TAddress target, byte code) => (int)(AddressHash.Of(AddressHash.Network(target), code) >> shift);
    }
}
