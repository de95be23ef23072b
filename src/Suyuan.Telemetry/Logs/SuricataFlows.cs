using System.Globalization;
using System.Text.Json;
using Suyuan.Model;

namespace Suyuan.Telemetry.Logs;

/// <summary>Flow events of Suricata's EVE log (docs.suricata.io, "Event type: Flow"). <c>netflow</c> events say the same once more and are not read.</summary>
internal static class SuricataFlows
{
    public const string EventType = "flow";

    /// <summary>
    /// Suricata counts frames with their link header, and does not say of which kind; nearly all are Ethernet without tags. Octets are IP-layer octets here.
    /// </summary>
    private const int LinkHeader = 14;

    private const int LeastPacket = 20;

    /// <summary>Longest name of a sensor kept.</summary>
    private const int MaxSensor = 64;

    public static bool IsFlow(JsonElement line) => LogFields.TryText(line, "event_type", out string? kind) && kind == EventType;

    /// <param name="sensor">Name of the sensor where the log has one (<c>sensor-name</c> of suricata.yaml).</param>
    public static DecodeFault Read(JsonElement line, out SensorFlow flow, out string? sensor)
    {
        flow = default;
        if (!LogFields.TryText(line, "host", out sensor) || sensor?.Length > MaxSensor
            || !LogFields.TryAddress(line, "src_ip", out IpAddress source) || !LogFields.TryAddress(line, "dest_ip", out IpAddress destination)
            || !LogFields.TryNumber(line, "src_port", 0, ushort.MaxValue, out long? sourcePort)
            || !LogFields.TryNumber(line, "dest_port", 0, ushort.MaxValue, out long? destinationPort)
            || !LogFields.TryText(line, "proto", out string? name) || !TryProtocol(name, out byte protocol)
            || !line.TryGetProperty("flow", out JsonElement counts) || counts.ValueKind != JsonValueKind.Object
            || !TryCount(counts, "pkts_toserver", out long? packetsOut) || !TryCount(counts, "pkts_toclient", out long? packetsBack)
            || !TryCount(counts, "bytes_toserver", out long? octetsOut) || !TryCount(counts, "bytes_toclient", out long? octetsBack))
        {
            return DecodeFault.MalformedLine;
        }
        if (packetsOut is null || octetsOut is null)
        {
            return DecodeFault.ImplausibleRecord;
        }
        if (!LogFields.TryText(counts, "start", out string? begins) || !LogFields.TryTime(begins, out DateTimeOffset start)
            || !LogFields.TryText(counts, "end", out string? ends) || !LogFields.TryTime(ends ?? begins, out DateTimeOffset end)
            || !LogFields.TryNumber(line, "icmp_type", 0, 255, out long? type) || !LogFields.TryNumber(line, "icmp_code", 0, 255, out long? code)
            || !LogFields.TryNumber(line, "response_icmp_type", 0, 255, out long? typeBack)
            || !LogFields.TryNumber(line, "response_icmp_code", 0, 255, out long? codeBack))
        {
            return DecodeFault.MalformedLine;
        }
        JsonElement tcp = line.TryGetProperty("tcp", out JsonElement found) && found.ValueKind == JsonValueKind.Object ? found : default;
        flow = new SensorFlow(
            source, destination, (ushort?)sourcePort, (ushort?)destinationPort, protocol, start.ToUnixTimeMilliseconds(), end.ToUnixTimeMilliseconds(),
            new SensorFlowSide(packetsOut.Value, IpOctets(packetsOut.Value, octetsOut.Value), Flags(tcp, "tcp_flags_ts"), Icmp(type, code)),
            new SensorFlowSide(packetsBack ?? 0, IpOctets(packetsBack ?? 0, octetsBack ?? 0), Flags(tcp, "tcp_flags_tc"), Icmp(typeBack, codeBack)));
        return DecodeFault.None;
    }

    /// <summary>Below 2^48: more is no count of one connection, and sums stay far from overflow.</summary>
    private static bool TryCount(JsonElement counts, string name, out long? count) => LogFields.TryNumber(counts, name, 0, (1L << 48) - 1, out count);

    private static long IpOctets(long packets, long octets) => packets == 0 ? 0 : Math.Max(octets - (packets * LinkHeader), packets * LeastPacket);

    private static ushort? Icmp(long? type, long? code) => type is long known ? (ushort)((known << 8) | (code ?? 0)) : null;

    private static byte? Flags(JsonElement tcp, string name) =>
        tcp.ValueKind == JsonValueKind.Object && LogFields.TryText(tcp, name, out string? text)
        && byte.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte flags) ? flags : null;

    private static bool TryProtocol(string? name, out byte protocol)
    {
        (bool known, protocol) = name switch
        {
            "ICMP" => (true, (byte)1),
            "TCP" => (true, (byte)6),
            "UDP" => (true, (byte)17),
            "GRE" => (true, (byte)47),
            "ESP" => (true, (byte)50),
            "AH" => (true, (byte)51),
            "IPv6-ICMP" => (true, (byte)58),
            "SCTP" => (true, (byte)132),
            _ => (byte.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out byte number), number),
        };
        return known;
    }
}
