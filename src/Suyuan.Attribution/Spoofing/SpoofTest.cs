using Suyuan.Model;

namespace Suyuan.Attribution.Spoofing;

/// <summary>What the test says of one part of a unit.</summary>
internal sealed record PartVerdict(ComponentClass Class, string Rule, double Confidence, PartStatistics Statistics)
{
    public static PartVerdict Undetermined(string rule, PartStatistics statistics) => new(ComponentClass.Undetermined, rule, 0, statistics);

    /// <summary>A sweep, or what looks like one.</summary>
    public bool IsSwept => Class == ComponentClass.Local || Rule == EvidenceRules.LocalUnverifiable;
}

/// <summary>The decision of methods.md §4.3 on the sources outside and inside a region; what the evidence does not carry stays undetermined.</summary>
internal sealed class SpoofTest(AttributionThresholds thresholds)
{
    /// <param name="total">Observed packets of the whole unit.</param>
    /// <param name="knowsV6">Prefixes or cone of that family are known.</param>
    public PartVerdict Outside(PartStatistics part, long total, bool isV4, bool knowsV6)
    {
        if (part.Packets >= Math.Max(thresholds.CrossPackets, thresholds.PartShare * total))
        {
            bool bogons = part.BogonPackets >= thresholds.Bogons && part.BogonPackets >= thresholds.BogonShare * part.Packets
                && part.BogonNetworks >= thresholds.BogonNetworks && part.UpperBogons;
            bool population = part.RestPopulationLow >= thresholds.CrossPopulation && (isV4 || knowsV6);
            bool unrouted = isV4 && part.UnroutedPackets >= thresholds.Unrouted && part.UnroutedShare >= thresholds.UnroutedShare
                && part.UnroutedNetworks >= thresholds.BogonNetworks;
            if (bogons || population || unrouted)
            {
                string rule = bogons ? EvidenceRules.CrossBogons : population ? EvidenceRules.CrossPopulation : EvidenceRules.CrossUnrouted;
                return new PartVerdict(ComponentClass.CrossDomain, rule, thresholds.CrossConfidence, part);
            }
        }
        // One path for all of them: a list of addresses that one host claims, perhaps.
        bool oneHost = part.TtlModeShare >= thresholds.TtlModeShare;
        return !oneHost && ComesBack(part) ? Real(part)
            : PartVerdict.Undetermined(part.Packets < thresholds.CrossPackets ? EvidenceRules.FewPackets : EvidenceRules.RealUnverifiable, part);
    }

    public PartVerdict Inside(PartStatistics part, long total, bool isV4, bool knowsV6)
    {
        bool enough = part.Packets >= Math.Max(thresholds.InsidePackets, thresholds.PartShare * total);
        if (!isV4)
        {
            return InsideV6(part, enough, knowsV6);
        }
        bool dense = part.RestCollisions >= thresholds.Collisions && part.DensityLow >= thresholds.LocalDensity;
        bool wide = part.RestPopulationLow >= thresholds.LocalPopulation && part.EdgeOctets >= thresholds.EdgeOctets;
        return enough && (dense || wide) ? Swept(part, dense)
            : ComesBack(part) ? Real(part)
            : PartVerdict.Undetermined(enough ? EvidenceRules.NoPopulation : EvidenceRules.FewPackets, part);
    }

    /// <summary>
    /// Of IPv6, no network can be full, and hosts have no edge octets. But a /64 is a household's or an office's line: where each packet has an address of its own and
    /// the addresses in use would be hundreds on each line, one host makes them up. Addresses that come again and again are hosts'.
    /// </summary>
    private PartVerdict InsideV6(PartStatistics part, bool enough, bool knowsV6)
    {
        bool oneHost = part.TtlModeShare >= thresholds.TtlModeShare;
        bool wide = enough && knowsV6 && part.RestPopulationLow >= thresholds.LocalPopulation;
        if (wide && (oneHost || part.RestPopulationLow >= thresholds.LineAddresses * part.Lines))
        {
            return new PartVerdict(ComponentClass.Local, EvidenceRules.LocalLines, thresholds.LocalConfidence, part);
        }
        return !wide && !oneHost && ComesBack(part) ? Real(part) : PartVerdict.Undetermined(enough ? EvidenceRules.Ipv6Inside : EvidenceRules.FewPackets, part);
    }

    /// <summary>Wherever it enters: few addresses, that come again and again, and do not fill their networks.</summary>
    public PartVerdict Anywhere(PartStatistics part, string otherwise) =>
        part.TtlModeShare >= thresholds.TtlModeShare || !ComesBack(part) ? PartVerdict.Undetermined(otherwise, part) : Real(part);

    /// <summary>
    /// Many addresses of the region, evenly. A sweep, if one TTL or dead addresses prove it, or if it is too wide for a pool; a full pool of an address
    /// translator, if its users' uneven rates or their own traffic show it; else it cannot be told.
    /// </summary>
    private PartVerdict Swept(PartStatistics part, bool dense)
    {
        string rule = dense ? EvidenceRules.LocalDensity : EvidenceRules.LocalPopulation;
        bool uneven = part.Dispersion > thresholds.UniformDispersion || (part.RepeatsTooOften && part.Density < thresholds.UnprovenDensity);
        bool full = part.DensityLow >= thresholds.LocalDensity && !uneven;
        bool oneHost = part.TtlModeShare >= thresholds.TtlModeShare;
        bool manyPaths = part.TtlFewShare < thresholds.TtlModeShare;
        bool tooWide = part.Shared.Networks >= thresholds.UnprovenNetworks;
        if ((oneHost && !uneven) || (full && part.Live.IsBelow(thresholds.LiveShare) && (tooWide || !manyPaths)))
        {
            return new PartVerdict(ComponentClass.Local, rule, thresholds.LocalConfidence, part);
        }
        bool live = part.Live.IsAbove(thresholds.LiveShare);
        if (full && tooWide && !live && !manyPaths)
        {
            return new PartVerdict(ComponentClass.Local, EvidenceRules.LocalWidth, thresholds.UnprovenLocalConfidence, part);
        }
        bool pool = (uneven && part.Density < thresholds.UnprovenDensity) || (live && manyPaths);
        return pool && part.Population < thresholds.RealPopulation ? Real(part) : PartVerdict.Undetermined(EvidenceRules.LocalUnverifiable, part);
    }

    private bool ComesBack(PartStatistics part) =>
        part.Collisions >= thresholds.Collisions && part.Population < thresholds.RealPopulation
        && (part.RestCollisions < thresholds.Collisions || part.DensityHigh < thresholds.LocalDensity);

    private static PartVerdict Real(PartStatistics part) => new(ComponentClass.Real, EvidenceRules.RealCollisions, 0, part);
}
