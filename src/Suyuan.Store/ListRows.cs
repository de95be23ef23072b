using Suyuan.Model;

namespace Suyuan.Store;

/// <summary>Filters of the list commands; null = any.</summary>
public sealed record ListFilter
{
    /// <summary>What lists leave out unless asked: less certain than this.</summary>
    public const double DefaultConfidence = 0.5;

    public Period? Period { get; init; }
    public ResourceKind? Kind { get; init; }

    /// <summary>Of resources: only those that took part in an event of that period too, with the same confidence.</summary>
    public Period? SeenIn { get; init; }

    /// <summary>Of resources: only those that did not.</summary>
    public Period? NotSeenIn { get; init; }

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
    public double MinConfidence { get; init; } = DefaultConfidence;
    public int? Limit { get; init; }

    /// <summary>Null: the list's own order, which no page can be taken of.</summary>
    public ListOrder? Order { get; init; }

    /// <summary>The last row of the page before; null = the first page. Only with <see cref="Order"/>.</summary>
    public PagePosition? After { get; init; }

    /// <summary>Only what the report of the period counts, for lists of resources; needs a period and a kind, and takes no filter of events.</summary>
    public CountedPart? Counted { get; init; }

    /// <summary>Address-data version whose places the rows carry; empty = no places.</summary>
    public string AddressDataVersion { get; init; } = "";
}

/// <param name="Key">Column of the list, such as <c>packets</c>; each list knows some (<see cref="ListOrders"/>).</param>
/// <param name="Ascending">Smallest first; the default of lists is largest first.</param>
public sealed record ListOrder(string Key, bool Ascending = false);

/// <summary>What each list can be ordered by.</summary>
public static class ListOrders
{
    public static IReadOnlyList<string> Events { get; } = ["start", "duration", "packets", "bytes", "peak_pps", "peak_bps", "bots", "reflectors"];

    public static IReadOnlyList<string> Resources { get; } = ["events", "packets", "bytes", "first_seen", "last_seen", "confidence"];

    public static IReadOnlyList<string> Participations { get; } = ["packets", "bytes", "first_seen", "last_seen", "confidence"];
}

/// <summary>A row's place in an ordered list: its sort key, and what tells it from others with the same.</summary>
/// <param name="Key">The value that it is sorted by, negative where the order is ascending.</param>
public sealed record PagePosition(long Key, string Id, ResourceKey Resource);

/// <param name="Total">Rows of the list, over all pages.</param>
/// <param name="Last">Where the next page begins; null = this is the last.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Rows, long Total, PagePosition? Last)
{
    /// <summary>The moment whose list it is, where the store has changed since; null = it has not.</summary>
    public DateTimeOffset? AsOf { get; init; }
}

/// <summary>The resources that a report counts, by its rules (<see cref="HeadlineRules"/>).</summary>
/// <param name="Home">Whose report it is.</param>
/// <param name="AtHome">Only those at home, or only those abroad; null = all, those of unknown country too.</param>
public sealed record CountedPart(HomeRegion Home, bool? AtHome);

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
public sealed record ParticipationRow(Participation Participation, string EventTarget, string EventVectors)
{
    public string? Country { get; init; }
    public string? Province { get; init; }
    public string? Operator { get; init; }
    public string? Cloud { get; init; }
}

/// <summary>Thresholds of a profile from a moment on.</summary>
/// <param name="Changes">As <c>key=value</c>, those that are others than the usual ones; empty = none.</param>
/// <param name="Since">Unix ms.</param>
public sealed record ThresholdSetting(string Profile, string Changes, long Since);

/// <summary>A minute under attack and the event that holds it.</summary>
public sealed record EventMinute(string EventId, AttackMinute Minute);
