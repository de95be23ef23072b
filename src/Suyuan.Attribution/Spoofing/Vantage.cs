using Suyuan.Model;

namespace Suyuan.Attribution.Spoofing;

/// <summary>Why an exporter interface can, or cannot, name a router.</summary>
internal enum VantageKind : byte
{
    /// <summary>Faces customers of a known region.</summary>
    Edge = 1,
    /// <summary>Does not: what it forwards is somebody else's.</summary>
    Transit,
    /// <summary>Nothing says which sources are legitimate.</summary>
    RegionUnknown,
    /// <summary>A packet capture is nobody's router.</summary>
    Capture,
    /// <summary>More exporters than can be told apart.</summary>
    ExporterUnknown,
}

/// <summary>One exporter interface as the spoof test sees it.</summary>
internal sealed class Vantage
{
    private readonly Func<IpAddress, Place> _place;
    private readonly string _country;
    private readonly RouteTable _routes;
    private readonly IReadOnlySet<uint>? _cone;

    public Vantage(ushort exporter, uint interfaceIndex, ExporterTable exporters, ExporterDirectory directory, Func<IpAddress, Place> place, string country,
        InterfaceBackground? background, RouteTable routes, AttributionThresholds thresholds)
    {
        _place = place;
        _country = country;
        Exporter = exporters.Key(exporter);
        Interface = interfaceIndex;
        Background = background;
        ExporterSettings? settings = directory.Find(Exporter, interfaceIndex);
        Prefixes = settings?.Prefixes ?? [];
        _routes = routes;
        _cone = settings is { Asn: not 0 } && routes.Cone(settings.Asn) is var cone && cone.Count <= Math.Max(1, thresholds.TransitCone * routes.Networks) && routes.Networks > 0 ? cone : null;
        RouterAddress = settings?.Address ?? ExporterTable.AddressOf(Exporter) ?? default;
        Router = settings?.Router ?? Exporter;
        Place at = settings?.Address is IpAddress address ? place(address) : Place.Unknown;
        // What the operator says wins; the address data helps only where it places the router in the home country.
        Province = settings?.Province ?? (at.Country == country ? at.Province : null);
        Operator = settings?.Operator ?? (at.Country == country ? at.Operator : null);
        IsToldEdge = settings?.Role == InterfaceRole.Edge;
        Kind = exporter == 0 ? VantageKind.ExporterUnknown
            : exporters.IsCapture(exporter) ? VantageKind.Capture
            : Prefixes.Count == 0 && Province is null && _cone is null ? VantageKind.RegionUnknown
            : (settings?.Role ?? InterfaceRole.Unknown) switch
            {
                InterfaceRole.Edge => VantageKind.Edge,
                InterfaceRole.Unknown => FacesCustomers(thresholds) ? VantageKind.Edge : VantageKind.Transit,
                _ => VantageKind.Transit,
            };
    }

    public string Exporter { get; }

    public uint Interface { get; }

    public InterfaceBackground? Background { get; }

    public IReadOnlyList<IpPrefix> Prefixes { get; }

    public string? Province { get; }

    public string? Operator { get; }

    public VantageKind Kind { get; }

    /// <summary>The operator said that it faces customers; otherwise its background looks so.</summary>
    public bool IsToldEdge { get; }

    /// <summary>Exporters that are one device share this.</summary>
    public string Router { get; }

    /// <summary>Public address to print, else the exporter's own.</summary>
    public IpAddress RouterAddress { get; }

    public bool HasRegion => Kind is VantageKind.Edge or VantageKind.Transit;

    /// <summary>
    /// Which IPv6 sources are legitimate is said by prefixes of that family or by the neighbour's cone. IPv4 prefixes say nothing of them, and address data place
    /// a third of Chinese IPv6 in the wrong province (methods.md §6).
    /// </summary>
    public bool KnowsV6 => Prefixes.Any(prefix => !prefix.Address.IsV4) || (_cone is not null && _routes.HasV6);

    /// <summary>
    /// Interface prefixes, what the neighbour's cone announces, and the router's province and operator (design.md §4, methods.md §4.4). Networks in conversation
    /// through the interface are legitimate too (<see cref="SourceEvidence.TwoWay"/>), but do not tell where an interface without a role looks: anything
    /// converses over transit.
    /// </summary>
    public bool IsInside(IpAddress source)
    {
        foreach (IpPrefix prefix in Prefixes)
        {
            if (prefix.Contains(source))
            {
                return true;
            }
        }
        if (_cone is not null && _routes.Origins(source).Any(_cone.Contains))
        {
            return true;
        }
        if (Province is null)
        {
            return false;
        }
        Place at = _place(source);
        return at.Country == _country && at.Province == Province && (Operator is null || at.Operator == Operator);
    }

    /// <summary>No role was given: the sources outside events tell where the interface looks.</summary>
    private bool FacesCustomers(AttributionThresholds thresholds)
    {
        if (Background is null || Background.Sources.Count == 0
            || Background.Sources.Values.Sum() * Math.Pow(2, Background.SampleShift) < thresholds.EdgePackets)
        {
            return false;
        }
        return Background.Sources.Keys.Count(IsInside) >= thresholds.EdgeSourcesShare * Background.Sources.Count;
    }
}
