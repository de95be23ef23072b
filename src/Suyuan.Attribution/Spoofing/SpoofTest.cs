using Suyuan.Model;

namespace Suyuan.Attribution.Spoofing;

/// <summary>What the test says of one part of a unit.</summary>
internal sealed record PartVerdict(ComponentClass Class, string Rule, double Confidence, PartStatistics Statistics)
{
    public static PartVerdict Undetermined(string rule, PartStatistics statistics) => new(ComponentClass.Undetermined, rule, 0, statistics);
}

/// <summary>The decision of methods.md §4.3 on the sources outside and inside a region; what the evidence does not carry stays undetermined.</summary>
internal sealed class SpoofTest(AttributionThresholds thresholds)
{
    /// <param name="total">Observed packets of the whole unit.</param>
    /// <param name="isV4">IPv6 has no density: only what lies outside configured prefixes can be told (methods.md §4.3).</param>
    public PartVerdict Outside(PartStatistics part, long total, bool isV4, bool hasPrefixes)
    {
        if (part.Packets < Math.Max(thresholds.CrossPackets, thresholds.PartShare * total))
        {
            return PartVerdict.Undetermined(EvidenceRules.FewPackets, part);
        }
        bool bogons = isV4 && part.BogonPackets >= thresholds.Bogons && part.BogonPackets >= thresholds.BogonShare * part.Packets
            && part.BogonNetworks >= thresholds.BogonNetworks && part.UpperBogons;
        bool population = part.RestPopulationLow >= thresholds.CrossPopulation && (isV4 || hasPrefixes);
        return bogons ? new PartVerdict(ComponentClass.CrossDomain, EvidenceRules.CrossBogons, thresholds.CrossConfidence, part)
            : population ? new PartVerdict(ComponentClass.CrossDomain, EvidenceRules.CrossPopulation, thresholds.CrossConfidence, part)
            : PartVerdict.Undetermined(EvidenceRules.RealUnverifiable, part);
    }

    public PartVerdict Inside(PartStatistics part, long total, bool isV4)
    {
        if (part.Packets < Math.Max(thresholds.InsidePackets, thresholds.PartShare * total))
        {
            return PartVerdict.Undetermined(EvidenceRules.FewPackets, part);
        }
        if (!isV4)
        {
            return PartVerdict.Undetermined(EvidenceRules.Ipv6Inside, part);
        }
        bool dense = part.RestCollisions >= thresholds.Collisions && part.DensityLow >= thresholds.LocalDensity;
        bool wide = part.RestPopulationLow >= thresholds.LocalPopulation && part.EdgeOctets >= thresholds.EdgeOctets;
        return dense || wide ? Swept(part, dense)
            : part.Collisions >= thresholds.Collisions && part.Population < thresholds.RealPopulation ? Real(part)
            : PartVerdict.Undetermined(EvidenceRules.NoPopulation, part);
    }

    /// <summary>
    /// Many addresses of the region, evenly. A sweep, if one TTL or dead addresses prove it, or if it is too wide for a pool; a full pool of an address
    /// translator, if its users' uneven rates or their own traffic show it; else it cannot be told.
    /// </summary>
    private PartVerdict Swept(PartStatistics part, bool dense)
    {
        string rule = dense ? EvidenceRules.LocalDensity : EvidenceRules.LocalPopulation;
        bool uneven = part.Dispersion > thresholds.UniformDispersion;
        bool oneHost = part.TtlModeShare >= thresholds.TtlModeShare;
        bool dead = part.LiveShare <= thresholds.LiveShare;
        if (oneHost || (dead && !uneven))
        {
            return new PartVerdict(ComponentClass.Local, rule, thresholds.LocalConfidence, part);
        }
        bool refuted = part.LiveShare > thresholds.LiveShare || part.TtlModeShare < thresholds.TtlModeShare;
        bool tooWide = part.Networks >= thresholds.UnprovenNetworks && (!dense || part.Density >= thresholds.UnprovenDensity);
        if (tooWide && !uneven && !refuted)
        {
            return new PartVerdict(ComponentClass.Local, EvidenceRules.LocalWidth, thresholds.UnprovenLocalConfidence, part);
        }
        bool pool = uneven || (part.LiveShare > thresholds.LiveShare && part.TtlModeShare < thresholds.TtlModeShare);
        return pool && part.Population < thresholds.RealPopulation ? Real(part) : PartVerdict.Undetermined(EvidenceRules.LocalUnverifiable, part);
    }

    private static PartVerdict Real(PartStatistics part) => new(ComponentClass.Real, EvidenceRules.RealCollisions, 0, part);
}
