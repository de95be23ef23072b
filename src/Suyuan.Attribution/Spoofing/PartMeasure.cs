using Suyuan.Model;

namespace Suyuan.Attribution.Spoofing;

/// <summary>Computes <see cref="PartStatistics"/>.</summary>
internal sealed class PartMeasure(AttributionThresholds thresholds, Func<IpAddress, Place> place)
{
    /// <param name="shift">Sources are a sample of 1 / 2^shift.</param>
    /// <param name="background">Of the interface; null = none gathered.</param>
    public PartStatistics Of(IReadOnlyCollection<SourceEvidence> sources, int shift, InterfaceBackground? background)
    {
        if (sources.Count == 0)
        {
            return PartStatistics.Empty;
        }
        HashSet<IpAddress> peeled = Peel(sources);
        SourceEvidence[] rest = [.. sources.Where(source => !peeled.Contains(source.Source))];
        double scale = Math.Pow(2, shift);
        long packets = sources.Sum(source => source.SampledPackets);
        long restPackets = rest.Sum(source => source.SampledPackets);
        long collisions = sources.Sum(source => Pairs(source.SampledPackets));
        long restCollisions = rest.Sum(source => Pairs(source.SampledPackets));
        (int networks, double space) = Space(rest, shift);
        SourceEvidence[] bogons = [.. sources.Where(source => Bogons.Contains(source.Source))];
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
            Networks = networks,
            Space = space,
            EdgeOctets = EdgeOctets(rest),
            BogonPackets = bogons.Sum(source => source.SampledPackets),
            BogonNetworks = bogons.Select(source => source.Source.V4 >> 24).Distinct().Count(),
            UpperBogons = bogons.Any(source => Bogons.IsUpper(source.Source)),
            UnroutedShare = UnroutedShare(sources, packets),
            TtlModeShare = TtlModeShare(rest),
            LiveShare = LiveShare(rest, background),
            Dispersion = Dispersion(rest),
        };
    }

    private static long Pairs(long packets) => checked(packets * (packets - 1) / 2);

    /// <summary>
    /// Sources whose own count is improbable under a uniform draw: the mean comes from singles and doubles (2 f₂ / f₁ for a Poisson variable),
    /// or from the median where nearly every source was seen often.
    /// </summary>
    private HashSet<IpAddress> Peel(IReadOnlyCollection<SourceEvidence> sources)
    {
        long[] counts = [.. sources.Select(source => source.SampledPackets).Order()];
        long singles = counts.LongCount(count => count == 1);
        long doubles = counts.LongCount(count => count == 2);
        double median = counts[counts.Length / 2];
        double mean = median >= thresholds.PeelPackets || singles == 0 ? median : 2.0 * doubles / singles;
        if (mean <= 0)
        {
            // All singles so far: whatever was seen three times stands out.
            mean = 1.0 / Math.Max(singles, 1);
        }
        double seen = 1 - Math.Exp(-mean);
        double drawn = counts.Length / seen;
        long limit = thresholds.PeelPackets;
        while (limit < counts[^1] && drawn * (1 - PoissonLimit.AtMost(limit - 1, mean)) >= thresholds.PeelExpected)
        {
            limit++;
        }
        if (drawn * (1 - PoissonLimit.AtMost(limit - 1, mean)) >= thresholds.PeelExpected)
        {
            return [];
        }
        return [.. sources.Where(source => source.SampledPackets >= limit).Select(source => source.Source)];
    }

    /// <summary>
    /// The /24s that hold 95 % of the packets: a few strays must not dilute the density. Where only one source in 2^shift is kept, blocks are larger,
    /// so that a full one still shows sixteen of its addresses.
    /// </summary>
    private static (int Networks, double Space) Space(SourceEvidence[] rest, int shift)
    {
        int bits = 8 + Math.Max(0, shift - 4);
        long total = rest.Sum(source => source.SampledPackets);
        long left = total - (total / 20);
        int blocks = 0;
        foreach (long packets in rest.GroupBy(source => source.Source.Value >> bits).Select(block => block.Sum(source => source.SampledPackets)).OrderDescending())
        {
            if (left <= 0)
            {
                break;
            }
            left -= packets;
            blocks++;
        }
        return (blocks << (bits - 8), Math.Pow(2, bits) * blocks);
    }

    private static double EdgeOctets(SourceEvidence[] rest)
    {
        SourceEvidence[] v4 = [.. rest.Where(source => source.Source.IsV4)];
        long total = v4.Sum(source => source.SampledPackets);
        return total == 0 ? double.NaN : v4.Where(source => (source.Source.V4 & 0xFF) is 0 or 255).Sum(source => source.SampledPackets) / (total * 2.0 / 256);
    }

    private double UnroutedShare(IReadOnlyCollection<SourceEvidence> sources, long packets)
    {
        long unrouted = 0;
        bool known = false;
        foreach (SourceEvidence source in sources)
        {
            bool routed = place(source.Source).Asn != 0;
            known |= routed;
            unrouted += routed ? 0 : source.SampledPackets;
        }
        return known ? unrouted / (double)packets : double.NaN;
    }

    private double TtlModeShare(SourceEvidence[] rest)
    {
        long[] byTtl = new long[256];
        long total = 0;
        foreach (SourceEvidence source in rest.Where(source => source.MinTtl != 0))
        {
            total += source.SampledPackets;
            if (source.MinTtl == source.MaxTtl)
            {
                byTtl[source.MinTtl] += source.SampledPackets;
            }
        }
        return total < thresholds.TtlPackets ? double.NaN : byTtl.Max() / (double)total;
    }

    private double LiveShare(SourceEvidence[] rest, InterfaceBackground? background)
    {
        int measured = rest.Count(source => source.History != SourceHistory.NotMeasured);
        if (measured >= thresholds.LiveMeasured)
        {
            return rest.Count(source => source.History == SourceHistory.Seen) / (double)measured;
        }
        if (background is null || !IsFull(background))
        {
            return double.NaN;
        }
        // Only one source in 2^shift can be in the background's sample.
        double expected = rest.Length / Math.Pow(2, background.SampleShift);
        return expected < thresholds.LiveMeasured ? double.NaN : Math.Min(1, rest.Count(source => background.Sources.ContainsKey(source.Source)) / expected);
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
