using System.Globalization;
using Suyuan.Model;

namespace Suyuan.Telemetry.Logs;

/// <summary>
/// Reports of the Shadowserver Foundation (report_schema on GitHub, and the pages of shadowserver.org). They do not name themselves: which report a file is, its
/// columns tell. All times are UTC. Who stands under <c>src_ip</c> differs: the controller that gave an order in <c>honeypot_ddos</c> and <c>_target</c>, the victim
/// in <c>honeypot_ddos_amp</c> (its address was forged), the bot in <c>ddos_participant</c> and the sinkhole reports.
/// </summary>
internal static class ShadowserverReport
{
    private const string Feed = "shadowserver";
    private const string Participant = "ddos-participant";

    /// <summary>All that sinkhole reports have; a column beyond makes it a report of a honeypot or of the spoofer project.</summary>
    private static readonly HashSet<string> s_sinkholeColumns =
    [
        "timestamp", "severity", "protocol", "src_ip", "src_port", "src_asn", "src_geo", "src_region", "src_city", "src_hostname", "src_naics", "src_sector",
        "device_vendor", "device_type", "device_model", "dst_ip", "dst_port", "dst_asn", "dst_geo", "dst_region", "dst_city", "dst_hostname", "dst_naics", "dst_sector",
        "public_source", "infection", "family", "tag", "application", "version", "event_id", "ssl_cipher", "ssl_servername",
        "http_url", "http_host", "http_agent", "forwarded_by", "http_referer", "machine_name",
    ];

    /// <summary>Tags of the scan reports whose service is abused by reflection, to the protocol tokens of the vector catalogue where they differ.</summary>
    private static readonly Dictionary<string, string> s_services = new(StringComparer.OrdinalIgnoreCase)
    {
        ["openresolver"] = "dns",
        ["ntpmonitor"] = "ntp",
        ["ldap-udp"] = "cldap",
        ["ard"] = "arms",
        ["isakmp"] = "ike",
        ["isakmp-vulnerable"] = "ike",
        ["portmapper"] = "portmap",
        ["rdpeudp"] = "rdp",
        ["ws-discovery"] = "wsd",
        ["nat-pmp"] = "natpmp",
        ["dvr-dhcpdiscover"] = "dvr",
        ["netis_router"] = "netis",
        ["ubnt"] = "ubiquiti",
    };

    public static bool IsHeader(IReadOnlyDictionary<string, int> columns) =>
        columns.ContainsKey("timestamp")
        && ((columns.ContainsKey("src_ip") && columns.ContainsKey("src_naics"))
            || (columns.ContainsKey("ip") && columns.ContainsKey("geo") && columns.ContainsKey("naics")));

    public static EvidenceLog Read(Stream stream, string digest)
    {
        EvidenceRows rows = new(digest);
        Func<ILogRow, EvidenceRows, DecodeFault>? take = null;
        foreach (CsvRecord record in CsvRows.Read(stream, columns =>
        {
            take = IsHeader(columns) ? ReportOf(columns) : null;
            return take is not null;
        }))
        {
            rows.Line = record.Number;
            rows.Lines++;
            DecodeFault fault = record.Row is ILogRow row && take is not null ? take(row, rows) : record.Fault;
            if (fault != DecodeFault.None)
            {
                rows.Faults.Add(fault);
            }
        }
        return rows.ToLog();
    }

    private static Func<ILogRow, EvidenceRows, DecodeFault> ReportOf(IReadOnlyDictionary<string, int> columns) =>
        columns.ContainsKey("ip") ? (columns.ContainsKey("port") ? Scanned : NotEvidence)
        : columns.ContainsKey("request") && columns.ContainsKey("avg_pps") ? Amplified
        : columns.ContainsKey("dst_network") && columns.ContainsKey("attack") ? Attacked
        : columns.ContainsKey("infection") && columns.Keys.All(column => s_sinkholeColumns.Contains(column)) ? Sinkholed
        : NotEvidence;

    private static DecodeFault NotEvidence(ILogRow row, EvidenceRows rows) => DecodeFault.NotEvidence;

    /// <summary><c>honeypot_ddos</c>, <c>honeypot_ddos_target</c>, <c>ddos_participant</c>.</summary>
    private static DecodeFault Attacked(ILogRow row, EvidenceRows rows)
    {
        if (!TrySource(row, out DateTimeOffset time, out IpAddress source, out ushort? port) || (row["infection"] ?? row["tag"]) is null)
        {
            return DecodeFault.MalformedLine;
        }
        if (row["infection"] == Participant || row["tag"] == Participant)
        {
            return IpAddress.TryParse(row["dst_ip"], out IpAddress victim)
                ? rows.Add(new Indicator(
                    IndicatorKind.Bot, IndicatorBasis.Attack, source, null, null, "", victim, Feed, time, time, 1, row["family"], null, rows.Source))
                : DecodeFault.MalformedLine;
        }
        int? duration = null;
        if (row["duration"] is string seconds)
        {
            if (!int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out int parsed) || parsed > BotnetLogReader.MaxDuration)
            {
                return DecodeFault.MalformedLine;
            }
            duration = parsed;
        }
        // The order names a network; dst_ip is an address of it.
        return OrderTargets.TryParse(row["dst_network"] ?? row["dst_ip"], out IpPrefix? target, out string? name)
            ? rows.Add(new BotnetCommand(time, source, port, row["family"] ?? row["infection"], target, name, row["attack"], duration, rows.Source))
            : DecodeFault.MalformedLine;
    }

    /// <summary><c>honeypot_ddos_amp</c>: forged requests of the victim to a honeypot's service.</summary>
    private static DecodeFault Amplified(ILogRow row, EvidenceRows rows)
    {
        if (!TrySource(row, out DateTimeOffset time, out IpAddress victim, out ushort? port)
            || !LogFields.TryPort(row["dst_port"], out ushort? service)
            || !long.TryParse(row["count"], NumberStyles.None, CultureInfo.InvariantCulture, out long packets) || packets == 0)
        {
            return DecodeFault.MalformedLine;
        }
        return Service(row, service) is string protocol
            ? rows.Add(new SensorSighting(time, Feed, protocol, victim, port, packets, rows.Source))
            : DecodeFault.NotEvidence;
    }

    private static DecodeFault Sinkholed(ILogRow row, EvidenceRows rows) =>
        TrySource(row, out DateTimeOffset time, out IpAddress bot, out _) && IpAddress.TryParse(row["dst_ip"], out IpAddress sinkhole)
            ? rows.Add(new Indicator(
                IndicatorKind.Bot, IndicatorBasis.Sinkhole, bot, null, null, "", sinkhole, Feed, time, time, 1, row["family"] ?? row["infection"], null, rows.Source))
            : DecodeFault.MalformedLine;

    private static DecodeFault Scanned(ILogRow row, EvidenceRows rows)
    {
        if (!LogFields.TryUtc(row["timestamp"], out DateTimeOffset time) || !IpAddress.TryParse(row["ip"], out IpAddress address)
            || !LogFields.TryPort(row["port"], out ushort? port))
        {
            return DecodeFault.MalformedLine;
        }
        return row["protocol"] == "udp" && Service(row, port) is string service
            ? rows.Add(new Indicator(
                IndicatorKind.ExposedReflector, IndicatorBasis.Scan, address, null, port, service, null, Feed, time, time, 1, null, null, rows.Source))
            : DecodeFault.NotEvidence;
    }

    /// <summary>By the tag, since SSDP and TFTP answer from any port; by the port where the report has no tag (<c>scan_ntpmonitor</c>).</summary>
    private static string? Service(ILogRow row, ushort? port)
    {
        foreach (string tag in (row["tag"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string token = s_services.GetValueOrDefault(tag, tag);
            if (VectorCatalog.Services.Any(service => service.Token == token))
            {
                return token;
            }
        }
        return row["tag"] is null && port is ushort known && VectorCatalog.CodeByServicePort[known] is > 0 and byte code
            ? VectorCatalog.Services[code - 1].Token
            : null;
    }

    private static bool TrySource(ILogRow row, out DateTimeOffset time, out IpAddress source, out ushort? port)
    {
        source = default;
        port = null;
        return LogFields.TryUtc(row["timestamp"], out time) && IpAddress.TryParse(row["src_ip"], out source) && LogFields.TryPort(row["src_port"], out port);
    }
}
