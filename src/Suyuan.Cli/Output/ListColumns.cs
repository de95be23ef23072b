using Suyuan.Model;
using Suyuan.Store;

namespace Suyuan.Cli.Output;

/// <summary>The stable columns of the lists; later ones are appended at the end.</summary>
internal static class ListColumns
{
    public static IReadOnlyList<Column<EventRow>> Events { get; } =
    [
        new("id", row => row.Id),
        new("target", row => row.Target.ToString()),
        new("start", row => Listing.Time(row.Start)),
        new("end", row => Listing.Time(row.End)),
        new("vectors", row => row.Vectors),
        new("bursts", row => Listing.Number(row.Bursts), true),
        new("packets", row => Listing.Number(row.Packets), true),
        new("bytes", row => Listing.Number(row.Octets), true),
        new("peak_pps", row => Listing.Number(row.PeakPackets), true),
        new("peak_bps", row => Listing.Number(row.PeakBits), true),
        new("controllers", row => Listing.Number(row.Controllers), true),
        new("bots", row => Listing.Number(row.Bots), true),
        new("reflectors", row => Listing.Number(row.Reflectors), true),
        new("routers", row => Listing.Number(row.Routers), true),
        new("sampled_packets", row => Listing.Number(row.SampledPackets), true),
        new("peak_seconds", row => Listing.Number(row.PeakSeconds), true),
        new("basis", row => row.Basis.Token()),
        new("sampling", row => Listing.Number(row.Sampling), true),
        new("packets_low", row => Listing.Number(row.Range.PacketsLow), true),
        new("packets_high", row => Listing.Number(row.Range.PacketsHigh), true),
        new("bytes_low", row => Listing.Number(row.Range.OctetsLow), true),
        new("bytes_high", row => Listing.Number(row.Range.OctetsHigh), true),
    ];

    public static IReadOnlyList<Column<ResourceRow>> Resources { get; } =
    [
        new("kind", row => row.Resource.Kind.Token()),
        new("protocol", row => row.Resource.Protocol),
        new("scope", row => row.Resource.Scope.Token()),
        new("address", row => row.Resource.Address.ToString()),
        new("country", row => row.Country ?? ""),
        new("province", row => row.Province ?? ""),
        new("operator", row => row.Operator ?? ""),
        new("cloud", row => row.Cloud ?? ""),
        new("asn", row => row.Asn is uint asn and not 0 ? Listing.Number(asn) : "", true),
        new("first_seen", row => Listing.Time(row.FirstSeen)),
        new("last_seen", row => Listing.Time(row.LastSeen)),
        new("events", row => Listing.Number(row.Events), true),
        new("packets", row => Listing.Number(row.Packets), true),
        new("bytes", row => Listing.Number(row.Octets), true),
        new("confidence", row => Listing.Confidence(row.Confidence), true),
        new("sampled_packets", row => Listing.Number(row.SampledPackets), true),
    ];

    public static IReadOnlyList<Column<ParticipationRow>> Participations { get; } =
    [
        new("event_id", row => row.Participation.EventId),
        new("kind", row => row.Participation.Resource.Kind.Token()),
        new("protocol", row => row.Participation.Resource.Protocol),
        new("scope", row => row.Participation.Resource.Scope.Token()),
        new("address", row => row.Participation.Resource.Address.ToString()),
        new("packets", row => Listing.Number(row.Participation.Packets), true),
        new("bytes", row => Listing.Number(row.Participation.Octets), true),
        new("first_seen", row => Listing.Time(row.Participation.First)),
        new("last_seen", row => Listing.Time(row.Participation.Last)),
        new("confidence", row => Listing.Confidence(row.Participation.Confidence), true),
        new("exporter", row => row.Participation.Exporter),
        new("interface", row => row.Participation.Interface is uint index ? Listing.Number(index) : "", true),
        new("sampled_packets", row => Listing.Number(row.Participation.SampledPackets), true),
    ];
}
