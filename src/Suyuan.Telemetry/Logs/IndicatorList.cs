using System.Globalization;
using System.Text.Json;
using Suyuan.Model;

namespace Suyuan.Telemetry.Logs;

/// <summary>
/// Dated lists of controllers and bots, as CSV with a header or as JSON objects: columns by the names that trackers give them (abuse.ch Feodo Tracker and
/// ThreatFox among them; docs/formats.md). A list must say what its addresses are; one that does not could be anybody's access log.
/// </summary>
internal static class IndicatorList
{
    private static readonly string[] s_address = ["controller", "c2_ip", "dst_ip", "ip_address", "ip", "address", "ioc_value", "ioc", "value", "indicator"];
    private static readonly string[] s_port = ["port", "dst_port", "c2_port"];
    private static readonly string[] s_first = ["first_seen_utc", "first_seen", "firstseen", "date_added", "dateadded", "date", "time", "timestamp"];
    private static readonly string[] s_last = ["last_seen_utc", "last_seen", "lastseen", "last_online"];
    private static readonly string[] s_family = ["malware_printable", "malware", "family"];
    private static readonly string[] s_confidence = ["confidence_level", "confidence"];
    private static readonly string[] s_kind = ["kind", "threat_type"];

    /// <summary>Columns that only a list of controllers has.</summary>
    private static readonly string[] s_saysController = ["controller", "c2_ip", "c2_port", "c2_status", "malware", "malware_printable"];

    private static readonly string[] s_controllers = ["controller", "c2", "cnc", "c&c", "botnet_cc"];
    private static readonly string[] s_bots = ["bot", "infected"];

    public static bool IsList(Func<string, bool> has) =>
        s_address.Any(has) && (s_first.Any(has) || s_last.Any(has)) && (s_kind.Any(has) || s_saysController.Any(has));

    /// <param name="name">The file's name: the feed, where its rows do not say.</param>
    public static EvidenceLog Read(Stream stream, string digest, string name, bool json)
    {
        EvidenceRows rows = new(digest);
        foreach ((ILogRow? row, long number, DecodeFault bad) in json ? Objects(stream) : Table(stream))
        {
            rows.Line = number;
            rows.Lines++;
            DecodeFault fault = row is null ? bad : Take(row, name, rows);
            if (fault != DecodeFault.None)
            {
                rows.Faults.Add(fault);
            }
        }
        return rows.ToLog();
    }

    private static IEnumerable<(ILogRow?, long, DecodeFault)> Table(Stream stream) =>
        CsvRows.Read(stream, columns => IsList(columns.ContainsKey)).Select(record => (record.Row, record.Number, record.Fault));

    private static IEnumerable<(ILogRow?, long, DecodeFault)> Objects(Stream stream) =>
        JsonItems.Read(stream).Select(item => (item.Object is JsonElement found ? (ILogRow)new JsonRow(found) : null, item.Number, item.Fault));

    private static DecodeFault Take(ILogRow row, string name, EvidenceRows rows)
    {
        if (KindOf(row) is not IndicatorKind kind)
        {
            return DecodeFault.NotEvidence;
        }
        if (First(row, s_address) is not string text || !IndicatorValue.TryParse(text, out IpAddress? address, out string? host, out ushort? own)
            || !LogFields.TryPort(First(row, s_port), out ushort? port)
            || !TrySpan(row, out DateTimeOffset first, out DateTimeOffset last)
            || !TryConfidence(First(row, s_confidence), out int? confidence))
        {
            return DecodeFault.MalformedLine;
        }
        return rows.Add(new Indicator(
            kind, IndicatorBasis.Feed, address, host, own ?? port, "", null, row["feed"] ?? row["source"] ?? name, first, last, 1, First(row, s_family),
            confidence, rows.Source));
    }

    /// <summary>Null where the row is about something else (a site that spreads malware, a hash).</summary>
    private static IndicatorKind? KindOf(ILogRow row) => First(row, s_kind)?.ToLowerInvariant() switch
    {
        null => s_saysController.Any(column => row[column] is not null) ? IndicatorKind.Controller : null,
        string kind when s_controllers.Contains(kind) => IndicatorKind.Controller,
        string kind when s_bots.Contains(kind) => IndicatorKind.Bot,
        _ => null,
    };

    /// <summary>A date or time without a zone counts as UTC: half a day is nothing to evidence that ages over a month.</summary>
    private static bool TrySpan(ILogRow row, out DateTimeOffset first, out DateTimeOffset last)
    {
        (string? begins, string? ends) = (First(row, s_first), First(row, s_last));
        last = default;
        if (!LogFields.TryUtc(begins ?? ends, out first))
        {
            return false;
        }
        if (ends is not null && !LogFields.TryUtc(ends, out last))
        {
            return false;
        }
        last = last < first ? first : last;
        return true;
    }

    private static bool TryConfidence(string? text, out int? confidence)
    {
        confidence = null;
        if (text is null)
        {
            return true;
        }
        bool sound = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= 100;
        confidence = sound ? number : null;
        return sound;
    }

    private static string? First(ILogRow row, string[] columns)
    {
        foreach (string column in columns)
        {
            if (row[column] is { Length: > 0 } value && value is not "None")
            {
                return value;
            }
        }
        return null;
    }
}
