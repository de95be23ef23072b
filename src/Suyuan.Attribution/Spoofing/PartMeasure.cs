using Suyuan.Model;

namespace Suyuan.Attribution.Spoofing;

/// <summary>Computes <see cref="PartStatistics"/>.</summary>
internal sealed class PartMeasure(AttributionThresholds thresholds, Func<IpAddress, Place> place, RouteTable routes)
{
    /// <summary>Bits of an IPv6 address behind its /64.</summary>
    public const int LineBits = 64;

    /// <param name="shift">Sources are a sample of 1 / 2^shift.</param>
    /// <param name="background">Of the interface; null = none gathered.</param>
    public PartStatistics Of(IReadOnlyCollection<SourceEvidence> sources, int shift, InterfaceBackground? background)
    {
        if (sources.Count == 0)
        {
            return PartStatistics.Empty;
        }
        HashSet<IpAddress> peeled = BusySources.Find(sources, thresholds);
        SourceEvidence[] rest = [.. sources.Where(source => !peeled.Contains(source.Source))];
        double scale = Math.Pow(2, shift);
        long packets = sources.Sum(source => source.SampledPackets);
        long restPackets = rest.Sum(source => source.SampledPackets);
        long collisions = sources.Sum(source => Pairs(source.SampledPackets));
        long restCollisions = rest.Sum(source => Pairs(source.SampledPackets));
        SourceEvidence[] bogons = [.. sources.Where(source => Bogons.Contains(source.Source))];
        (double Share, byte Mode, double Few) ttls = Ttls(rest);
        (double Share, long Packets, int Networks) unrouted = Unrouted(sources, packets);
        return new PartStatistics
        {
            Packets = packets,
            Sources = sources.Count,
            Collisions = collisions,
            Population = collisions == 0 ? double.PositiveInfinity : scale * Pairs(packets) / collisions,
            RestPackets = restPackets,
            RestCollisions = restCollisions,
            RestPopulation = restCollisions == 0 ? double.PositiveInfinity : scale * Pairs(restPackets) / restCollisions,
            RestPopulationLow = scale * Pairs(restPackets) / PoissonLimit.Upper(restCollisions),
            Peeled = peeled,
            PeeledPackets = packets - restPackets,
            Shared = SharedNetworks.Of(rest, shift),
            Lines = SharedNetworks.Holding95(rest.Where(source => !source.Source.IsV4), LineBits).Count,
            EdgeOctets = EdgeOctets(rest),
            BogonPackets = bogons.Sum(source => source.SampledPackets),
            BogonNetworks = bogons.Select(source => FirstOctet(source.Source)).Distinct().Count(),
            UpperBogons = bogons.Any(source => Bogons.IsUpper(source.Source)),
            UnroutedShare = unrouted.Share,
            UnroutedPackets = unrouted.Packets,
            UnroutedNetworks = unrouted.Networks,
            TtlModeShare = ttls.Share,
            TtlMode = ttls.Mode,
            TtlFewShare = ttls.Few,
            Live = Live(rest, background),
            Dispersion = Dispersion(rest),
        };
    }

    /// <summary>The /8, and of IPv6 as many bits.</summary>
    private static uint FirstOctet(IpAddress address) => address.IsV4 ? address.V4 >> 24 : (uint)(address.Value >> 120);

    private static long Pairs(long packets) => checked(packets * (packets - 1) / 2);

    private static double EdgeOctets(SourceEvidence[] rest)
    {
        SourceEvidence[] v4 = [.. rest.Where(source => source.Source.IsV4)];
        long total = v4.Sum(source => source.SampledPackets);
        return total == 0 ? double.NaN : v4.Where(source => (source.Source.V4 & 0xFF) is 0 or 255).Sum(source => source.SampledPackets) / (total * 2.0 / 256);
    }

    /// <summary>Sources that no network announces: told by a whole routing table, else by the address data, which is good for a figure only.</summary>
    private (double Share, long Packets, int Networks) Unrouted(IReadOnlyCollection<SourceEvidence> sources, long packets)
    {
        bool table = routes.Count >= thresholds.WholeTable;
        SourceEvidence[] unrouted =
            [.. sources.Where(source => table ? routes.Origins(source.Source).Count == 0 && !Bogons.Leaks(source.Source) : place(source.Source).Asn == 0)];
        long count = unrouted.Sum(source => source.SampledPackets);
        return !table && unrouted.Length == sources.Count ? (double.NaN, 0, 0)
            : (count / (double)packets, table ? count : 0, unrouted.Select(source => source.Source.V4 >> 24).Distinct().Count());
    }

    /// <summary>Shares of the packets with the commonest TTL, and with the commonest few; NaN where too few packets carry one.</summary>
    private (double Share, byte Mode, double Few) Ttls(SourceEvidence[] rest)
    {
        long[] byTtl = new long[256];
        long total = 0;
        foreach (SourceEvidence source in rest.Where(source => source.MinTtl != 0))
        {
            total += source.SampledPackets;
            // What came with two TTLs is half the one, half the other.
            byTtl[source.MinTtl] += source.SampledPackets - (source.SampledPackets / 2);
            byTtl[source.MaxTtl] += source.SampledPackets / 2;
        }
        byte mode = (byte)Array.IndexOf(byTtl, byTtl.Max());
        Array.Sort(byTtl);
        return total < thresholds.TtlPackets
            ? (double.NaN, (byte)0, double.NaN)
            : (byTtl[^1] / (double)total, mode, byTtl[^thresholds.FewTtls..].Sum() / (double)total);
    }

    private LiveSources Live(SourceEvidence[] rest, InterfaceBackground? background)
    {
        int measured = rest.Count(source => source.History != SourceHistory.NotMeasured);
        if (measured >= thresholds.LiveMeasured)
        {
            return new LiveSources(rest.Count(source => source.History == SourceHistory.Seen), measured);
        }
        if (background is null || !IsFull(background))
        {
            return LiveSources.NotMeasured;
        }
        // Only one source in 2^shift can be in the background's sample.
        SourceEvidence[] sampled = [.. rest.Where(source => SourceHash.IsKept(source.Source, background.SampleShift))];
        return sampled.Length < thresholds.LiveMeasured
            ? LiveSources.NotMeasured
            : new LiveSources(sampled.Count(source => background.Sources.ContainsKey(source.Source)), sampled.Length);
    }

    /// <summary>Good and Turing: a further packet comes from a source already seen with probability 1 − singles / packets.</summary>
    private bool IsFull(InterfaceBackground background)
    {
        long packets = background.Sources.Values.Sum();
        return packets > 0 && 1 - (background.Sources.Values.LongCount(count => count == 1) / (double)packets) >= thresholds.BackgroundCoverage;
    }

    private double Dispersion(SourceEvidence[] rest)
    {
        if (rest.Length < 2)
        {
            return double.NaN;
        }
        double mean = rest.Average(source => (double)source.SampledPackets);
        return mean < thresholds.DispersionMean
            ? double.NaN
            : rest.Sum(source => (source.SampledPackets - mean) * (source.SampledPackets - mean)) / (mean * (rest.Length - 1));
    }
}
