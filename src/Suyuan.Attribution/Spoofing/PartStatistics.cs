using Suyuan.Model;

namespace Suyuan.Attribution.Spoofing;

/// <summary>
/// The features of methods.md §4.2 over one part (inside or outside the region) of a unit's sources. Counts are of observed packets from kept sources;
/// estimates of populations are scaled to all sources.
/// </summary>
internal sealed record PartStatistics
{
    public static PartStatistics Empty { get; } = new() { Peeled = new HashSet<IpAddress>() };

    /// <summary>Observed packets and sources, kept ones only.</summary>
    public long Packets { get; init; }
    public int Sources { get; init; }

    /// <summary>Pairs of packets with one source, and the number of addresses in use that they point to, all packets alike.</summary>
    public long Collisions { get; init; }
    public double Population { get; init; } = double.PositiveInfinity;

    /// <summary>The same over the rest, once the sources that a uniform draw cannot have made so busy are peeled off.</summary>
    public long RestPackets { get; init; }
    public long RestCollisions { get; init; }
    public double RestPopulation { get; init; } = double.PositiveInfinity;

    /// <summary>Lower 95 % limit.</summary>
    public double RestPopulationLow { get; init; }

    public required IReadOnlySet<IpAddress> Peeled { get; init; }

    public long PeeledPackets { get; init; }

    /// <summary>What the rest shares beside addresses.</summary>
    public SharedNetworks Shared { get; init; }

    /// <summary>/64s of IPv6 that hold 95 % of the packets of the rest.</summary>
    public int Lines { get; init; }

    /// <summary>Last octets 0 and 255, relative to chance; NaN for IPv6.</summary>
    public double EdgeOctets { get; init; } = double.NaN;

    public long BogonPackets { get; init; }
    public int BogonNetworks { get; init; }
    public bool UpperBogons { get; init; }

    /// <summary>Share of packets whose source no network announces; NaN where the address data knows no announcements.</summary>
    public double UnroutedShare { get; init; } = double.NaN;

    /// <summary>Those packets, where a whole routing table says so, and the /8 networks they come from.</summary>
    public long UnroutedPackets { get; init; }
    public int UnroutedNetworks { get; init; }

    /// <summary>Largest share of packets with one TTL; NaN where too few carry one.</summary>
    public double TtlModeShare { get; init; } = double.NaN;

    /// <summary>That TTL.</summary>
    public byte TtlMode { get; init; }

    /// <summary>The same of the few commonest TTLs together: a few forging hosts show as many, real hosts more.</summary>
    public double TtlFewShare { get; init; } = double.NaN;

    /// <summary>Sources of the rest that were seen outside events.</summary>
    public LiveSources Live { get; init; }

    /// <summary>Variance over mean of packets per source; NaN where the mean is too small to tell.</summary>
    public double Dispersion { get; init; } = double.NaN;

    /// <summary>Share of their networks' addresses in use, all alike: estimate and 95 % limits; 1 = a sweep.</summary>
    public double Density => Shared.SweepCollisions / RestCollisions;
    public double DensityLow => Shared.SweepCollisions / PoissonLimit.Upper(RestCollisions);
    public double DensityHigh => Shared.SweepCollisions / PoissonLimit.Lower(RestCollisions);

    /// <summary>More repeats than a sweep has by chance once in a thousand: some addresses are busier than others.</summary>
    public bool RepeatsTooOften => RestCollisions > 0 && 1 - PoissonLimit.AtMost(RestCollisions - 1, Shared.SweepCollisions) < 0.001;

    public EvidenceDetail Describe() => new EvidenceDetail()
        .Add("packets", Packets).Add("sources", Sources).Add("collisions", RestCollisions).Add("population", RestPopulation)
        .Add("population_low", RestPopulationLow).Add("networks", Shared.Networks).Add("density", double.IsFinite(Density) ? Math.Min(Density, 1) : null)
        .Add("bogons", BogonPackets).Add("unrouted", UnroutedShare).Add("ttl_mode", TtlModeShare).Add("live", Live.Share)
        .Add("edge_octets", EdgeOctets).Add("lines", Lines > 0 ? Lines : null).Add("dispersion", Dispersion).Add("busy_sources", Peeled.Count);
}
