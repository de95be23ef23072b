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
    BotnetLog,
    SensorLog,
    /// <summary>An MRT dump of a BGP routing table.</summary>
    RoutingTable,
}

/// <summary>What to make of the packets of a capture (<c>--as</c>).</summary>
public enum CaptureMode
{
    /// <summary>UDP payloads that are flow exports are decoded as exports, all other packets are metered.</summary>
    Auto = 0,
    Exports,
    Packets,
}
