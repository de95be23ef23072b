using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>The addresses and networks that a minute's second look is for, out of the counters of the first.</summary>
internal sealed class Candidates
{
    private const int Bits = 16;

    /// <summary>Membership by a few bits of the hash, which turns nearly every record away without a look-up.</summary>
    private readonly ulong[] _filter = new ulong[(1 << Bits) / 64];

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

    public TargetMinute? Find(IpAddress address)
    {
        int bit = Bit(address);
        return (_filter[bit >> 6] >> (bit & 63) & 1) != 0 && Hosts.TryGetValue(address, out TargetMinute? target) ? target : null;
    }

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
                    int bit = Bit(host);
                    _filter[bit >> 6] |= 1UL << (bit & 63);
                }
            }
        }
        foreach (TAddress network in networks)
        {
            Networks.Add(IpPrefix.Network(toAddress(network)));
        }
    }

    /// <summary>
    /// Networks whose hosts together could matter. Sums by hash class first: only counters of classes that pass, a few of very many, are summed by network.
    /// </summary>
    private static HashSet<TAddress> Networked<TAddress>(MinuteCounters<TAddress> counters, DetectionThresholds thresholds)
        where TAddress : unmanaged, IEquatable<TAddress>
    {
        TargetCounter<TAddress>[] classes = new TargetCounter<TAddress>[1 << Bits];
        foreach (ref readonly TargetCounter<TAddress> counter in counters.Slots)
        {
            if (counter.Code != 0)
            {
                ref TargetCounter<TAddress> sum = ref classes[Class(counter.Target, counter.Code)];
                sum.Code = counter.Code;
                sum.Packets = Math.Min(sum.Packets, long.MaxValue - counter.Packets) + counter.Packets;
                sum.Octets = Math.Min(sum.Octets, long.MaxValue - counter.Octets) + counter.Octets;
                sum.Sampled = Math.Min(sum.Sampled, uint.MaxValue - counter.Sampled) + counter.Sampled;
                sum.Hosts++;
            }
        }
        MinuteCounters<TAddress> networks = new();
        counters.AddNetworks(networks, (target, code) =>
        {
            ref TargetCounter<TAddress> sum = ref classes[Class(target, code)];
            return sum.Hosts >= thresholds.CarpetHosts && CouldMatter(sum, code);
        });
        HashSet<TAddress> passed = [];
        foreach (ref readonly TargetCounter<TAddress> network in networks.Slots)
        {
            if (network.Code != 0 && network.Hosts >= thresholds.CarpetHosts && Thresholding.CouldMatter(thresholds, network))
            {
                passed.Add(network.Target);
            }
        }
        return passed;

        // A class holds several vectors: it is judged by the vector that asks.
        bool CouldMatter(TargetCounter<TAddress> sum, byte code)
        {
            sum.Code = code;
            return Thresholding.CouldMatter(thresholds, sum);
        }
    }

    private static int Class<TAddress>(TAddress target, byte code)
        where TAddress : unmanaged, IEquatable<TAddress> => (int)(AddressHash.Of(AddressHash.Network(target), code) >> (64 - Bits));

    private static int Bit(IpAddress address) => (int)(AddressHash.OfSource(address.Value) >> (64 - Bits));
}
