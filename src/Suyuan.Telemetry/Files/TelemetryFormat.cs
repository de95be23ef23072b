namespace Suyuan.Telemetry.Files;

/// <summary>What a file is, recognised by its content.</summary>
public enum TelemetryFormat
{
    Unknown = 0,
    Pcap,
    Pcapng,
    Nfcapd1,
    Nfcapd2,
    /// <summary>Export datagrams one behind the other, as a collector wrote them down.</summary>
    ExportDatagrams,
    /// <summary>An MRT dump of a BGP routing table.</summary>
    RoutingTable,
    BotnetLog,
    SensorLog,
    /// <summary>Suricata's EVE: flows, alerts, DNS answers.</summary>
    SuricataEve,
    /// <summary>Zeek's conn, notice, intel or dns log, as tab-separated values or JSON.</summary>
    ZeekLog,
    ShadowserverReport,
    /// <summary>A dated list of controllers or bots, as CSV.</summary>
    IndicatorCsv,
    /// <summary>The same as JSON.</summary>
    IndicatorJson,
    /// <summary>Messages of a tracker of controllers.</summary>
    TrackerFeed,
    MispEvent,
    StixBundle,
}

/// <summary>What the formats have in common.</summary>
public static class TelemetryFormats
{
    /// <summary>Text whose lines are evidence. Sensors' logs can hold flows too (<see cref="InputSurvey.HoldsExports"/>).</summary>
    public static bool IsLog(this TelemetryFormat format) => format >= TelemetryFormat.BotnetLog;
}

/// <summary>What to make of the packets of a capture (<c>--as</c>).</summary>
public enum CaptureMode
{
    /// <summary>UDP payloads that are flow exports are decoded as exports, all other packets are metered.</summary>
    Auto = 0,
    Exports,
    Packets,
}
