using Suyuan.Model;
using Suyuan.Reporting;
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
        new("packets", row => Seen(row, row.Packets), true),
        new("bytes", row => Seen(row, row.Octets), true),
        new("peak_pps", row => Seen(row, row.PeakPackets), true),
        new("peak_bps", row => Seen(row, row.PeakBits), true),
        new("controllers", row => Listing.Number(row.Controllers), true),
        new("bots", row => Listing.Number(row.Bots), true),
        new("reflectors", row => Listing.Number(row.Reflectors), true),
        new("routers", row => Listing.Number(row.Routers), true),
        new("sampled_packets", row => Seen(row, row.SampledPackets), true),
        new("peak_seconds", row => Seen(row, row.PeakSeconds), true),
        new("basis", row => row.Basis.Token()),
        new("sampling", row => Seen(row, row.Sampling), true),
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
        new("packets", row => Sent(row.Resource, row.Packets), true),
        new("bytes", row => Sent(row.Resource, row.Octets), true),
        new("confidence", row => Listing.Confidence(row.Confidence), true),
        new("sampled_packets", row => Sent(row.Resource, row.SampledPackets), true),
    ];

    public static IReadOnlyList<Column<ParticipationRow>> Participations { get; } =
    [
        new("event_id", row => row.Participation.EventId),
        new("kind", row => row.Participation.Resource.Kind.Token()),
        new("protocol", row => row.Participation.Resource.Protocol),
        new("scope", row => row.Participation.Resource.Scope.Token()),
        new("address", row => row.Participation.Resource.Address.ToString()),
        new("packets", row => Sent(row.Participation.Resource, row.Participation.Packets), true),
        new("bytes", row => Sent(row.Participation.Resource, row.Participation.Octets), true),
        new("first_seen", row => Listing.Time(row.Participation.First)),
        new("last_seen", row => Listing.Time(row.Participation.Last)),
        new("confidence", row => Listing.Confidence(row.Participation.Confidence), true),
        new("exporter", row => row.Participation.Exporter),
        new("interface", row => row.Participation.Interface is uint index ? Listing.Number(index) : "", true),
        new("sampled_packets", row => Sent(row.Participation.Resource, row.Participation.SampledPackets), true),
    ];

    private static readonly Dictionary<string, string> s_chineseHeads = new(StringComparer.Ordinal)
    {
        ["address"] = "地址",
        ["country"] = "国家或地区",
        ["province"] = "省份",
        ["operator"] = "运营商",
        ["cloud"] = "云服务商",
        ["asn"] = "自治系统",
        ["first_seen"] = "首次出现",
        ["last_seen"] = "最后出现",
        ["events"] = "事件数",
        ["packets"] = "包数",
        ["bytes"] = "字节数",
        ["confidence"] = "置信度",
        ["sampled_packets"] = "观测包数",
    };

    /// <summary>For people who asked for a language; in Chinese the kind holds protocol and scope.</summary>
    public static IReadOnlyList<Column<ResourceRow>> ResourcesIn(ReportLanguage language) => language == ReportLanguage.English ? Resources :
    [
        new("攻击资源", row => ResourceWords.Of(row.Resource, language)),
        .. Resources.Where(column => s_chineseHeads.ContainsKey(column.Name)).Select(column => column with { Name = s_chineseHeads[column.Name] }),
    ];

    /// <summary>Unknown is not zero: of events known from orders or sensors alone nothing was measured.</summary>
    private static string Seen(EventRow row, long value) => row.Basis == EventBasis.Flows ? Listing.Number(value) : "";

    /// <summary>A controller sends orders, no attack traffic of its own.</summary>
    private static string Sent(ResourceKey resource, long value) => resource.Kind == ResourceKind.Controller ? "" : Listing.Number(value);
}
