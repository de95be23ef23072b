using Suyuan.Telemetry.Files;

namespace Suyuan.Cli.Ingest;

internal static class TelemetryFormatNames
{
    /// <summary>As lists and reports print it.</summary>
    public static string Token(this TelemetryFormat format) => format switch
    {
        TelemetryFormat.Pcap => "pcap",
        TelemetryFormat.Pcapng => "pcapng",
        TelemetryFormat.Nfcapd1 => "nfcapd 1",
        TelemetryFormat.Nfcapd2 => "nfcapd 2",
        TelemetryFormat.ExportDatagrams => "flow export datagrams",
        TelemetryFormat.BotnetLog => "botnet log",
        TelemetryFormat.SensorLog => "sensor log",
        TelemetryFormat.RoutingTable => "routing table",
        TelemetryFormat.SuricataEve => "Suricata EVE",
        TelemetryFormat.ZeekLog => "Zeek log",
        TelemetryFormat.ShadowserverReport => "Shadowserver report",
        TelemetryFormat.IndicatorCsv or TelemetryFormat.IndicatorJson => "indicator list",
        TelemetryFormat.TrackerFeed => "tracker feed",
        TelemetryFormat.MispEvent => "MISP event",
        TelemetryFormat.StixBundle => "STIX bundle",
        _ => "unknown",
    };
}
