using Suyuan.Model;

namespace Suyuan.Store;

/// <summary>Filters of the list commands; null = any.</summary>
public sealed record ListFilter
{
    public Period? Period { get; init; }
    public ResourceKind? Kind { get; init; }
    public string? Protocol { get; init; }
    public SpoofScope? Scope { get; init; }
    public string? Country { get; init; }
    public string? Province { get; init; }
    public string? Operator { get; init; }
    public string? Cloud { get; init; }
    public string? EventId { get; init; }
    public IpAddress? Address { get; init; }
    public IpPrefix? Target { get; init; }
    public string? Vector { get; init; }
    public EventBasis? Basis { get; init; }
    public double MinConfidence { get; init; } = 0.5;
    public int? Limit { get; init; }

    /// <summary>Address-data version whose places the rows carry; empty = no places.</summary>
    public string AddressDataVersion { get; init; } = "";
}

/// <summary>One line of the events list; times in Unix ms.</summary>
public sealed record EventRow(
    string Id, IpPrefix Target, long Start, long End, string Vectors, int Bursts, long Packets, long Octets, long PeakPackets, long PeakBits,
    long Controllers, long Bots, long Reflectors, long Routers, long SampledPackets, int PeakSeconds, EventBasis Basis, uint Sampling)
{
    /// <summary>Of <see cref="Packets"/> and <see cref="Octets"/>.</summary>
    public TrafficRange Range { get; init; } = new(Packets, Packets, Octets, Octets);
}

/// <summary>One line of the resources list.</summary>
public sealed record ResourceRow(
    ResourceKey Resource, string? Country, string? Province, string? Operator, string? Cloud, uint? Asn, long FirstSeen, long LastSeen,
    long Events, long Packets, long Octets, double Confidence, long SampledPackets);

/// <summary>One line of the participations list.</summary>
public sealed record ParticipationRow(Participation Participation, string EventTarget, string EventVectors);
