using Suyuan.Telemetry.Files;

namespace Suyuan.Cli.Ingest;

internal static class TelemetryFormatNames
{
    public static bool IsLog(this TelemetryFormat format) => format is TelemetryFormat.BotnetLog or TelemetryFormat.SensorLog;

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
        _ => "unknown",
    };
}
